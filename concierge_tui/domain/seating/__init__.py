"""Seating: who sits with whom in each round, so that families meet those who suit them (C7).

Families are their places in the list that was given. A plan only says who may get to know
whom; it links nobody and starts no trial.
"""
