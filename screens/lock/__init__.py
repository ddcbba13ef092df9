"""The neutral clock over the desk, and the PIN that lifts it."""
