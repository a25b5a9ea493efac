"""The Markdown extension: citations, notes, terms, definitions, blocks."""
