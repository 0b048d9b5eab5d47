"""Rawi reads Arabic reporting on conflict and politics; every fact keeps who told it."""

__version__ = "0.1.0"
