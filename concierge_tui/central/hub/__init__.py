"""The hub in the hall: the central service on a laptop, for the laptops around it."""
