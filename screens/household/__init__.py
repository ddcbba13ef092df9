"""A household, corrected in place."""
