"""Planning a meetup."""
