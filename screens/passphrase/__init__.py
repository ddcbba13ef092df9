"""A new passphrase, after the old one was forgotten."""
