"""The area and its wards."""
