"""Pages as their editors wrote them: front matter, the grammar of blocks, inserts, sentences, dates."""
