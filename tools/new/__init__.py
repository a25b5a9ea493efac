"""`make new KIND=…`: a new record asked for, written in its file, and looked at."""
