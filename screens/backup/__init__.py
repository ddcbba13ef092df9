"""Writing a backup."""
