"""Preference cards: taken from paper or from the family itself, shown to nobody."""
