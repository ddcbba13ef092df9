"""The desk goes from one concierge to the next."""
