"""Joining the central service."""
