"""The slip: a code to scan, on screen and on paper."""
