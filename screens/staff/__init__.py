"""The staff register."""
