"""What is made beside the pages: search, structured data, twins, booklet, chart pages, pictures."""
