"""The form of a family that stands at the desk without a booking."""
