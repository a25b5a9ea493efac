"""What machines are told of the site: structured data, share pictures, Markdown twins."""
