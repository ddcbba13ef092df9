"""The central service's store: SQLCipher on one machine, PostgreSQL beyond it."""
