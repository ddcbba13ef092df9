"""Links between families: the list of them, one of them, and the screen on which one keys."""
