"""Closing a meetup, and the sheet that she keeps of it."""
