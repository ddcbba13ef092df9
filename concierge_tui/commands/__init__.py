"""The command line, one module a subject; importing it must not load Textual."""
