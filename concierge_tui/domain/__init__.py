"""Pure rules: no screen, no store, no clock of their own."""
