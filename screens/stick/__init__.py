"""Carrying the day's work on a stick (USB)."""
