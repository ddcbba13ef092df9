"""Where facts are kept: the store of a laptop and the store of the central service."""
