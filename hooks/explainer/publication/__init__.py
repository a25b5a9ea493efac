"""Records, pages and charts known together: what uses what, addresses, citations, tables for download."""
