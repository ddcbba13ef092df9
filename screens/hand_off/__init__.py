"""Handing a registration on to a telephone, and who is waited for."""
