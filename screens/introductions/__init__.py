"""Proposals of whom to introduce for a trial: solved by the machine, decided by the concierge."""
