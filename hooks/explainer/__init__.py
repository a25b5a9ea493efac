"""The engine of the edition: strict data, evidence, glossary and charts, free of any site generator."""
