"""Lessons in a rehearsal: a list to choose from, and a few lines that lead through one."""
