"""A meetup to practise on: invented families, and situations planted among them."""
