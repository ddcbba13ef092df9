"""The hall while families are in it: what is going on, and the way to each of its screens."""
