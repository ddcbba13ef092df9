"""What the concierge sees: one folder a screen."""
