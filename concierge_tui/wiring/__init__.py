"""Gives each service what it asks for, one part of the desk a module."""
