"""Reference data that ships with the program and is only read."""
