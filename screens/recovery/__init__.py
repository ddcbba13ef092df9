"""A new recovery key on paper, in place of one that is lost."""
