"""Choosing what goes onto paper."""
