"""The reception screen: find a family, check everyone in, go on to the next."""
