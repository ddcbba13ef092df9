"""Consent of a family to a purpose: stored as facts, never as a mere tick."""

from typing import Final

REGISTRATION: Final = "registration"
"""The purpose under which a family's details may leave the laptop."""

SPOKEN: Final = "spoken"
"""The text was read aloud and answered."""

ORGANISER: Final = "organiser"
"""The organiser's basis, recorded when a roster was imported."""
