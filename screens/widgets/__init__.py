"""The pieces that screens are built from; importing this package must not load Textual."""
