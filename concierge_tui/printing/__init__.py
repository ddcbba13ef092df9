"""What leaves the desk on paper."""
