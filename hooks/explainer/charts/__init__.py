"""Records drawn: for each chart a wide and a narrow figure, and its table."""
