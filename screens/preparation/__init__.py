"""The morning of a meetup: one screen, green or with a next step."""
