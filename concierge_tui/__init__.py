"""The desk of a concierge: reception, introductions, custody, report."""
