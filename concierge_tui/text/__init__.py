"""Every word a person reads; one module a screen."""
