"""The first choice."""
