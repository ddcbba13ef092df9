"""The tasks of the desk, one module a task; they know ports, never a database or a screen."""
