"""Consent at the desk: purpose by purpose, by ear, on a screen or on paper."""
