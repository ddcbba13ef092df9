"""Creating the store."""
