"""Two families side by side that may be one."""
