"""What `make check` asks of prose and records."""
