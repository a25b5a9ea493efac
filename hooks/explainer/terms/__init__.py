"""Where terms and people stand in a text."""
