"""Essaim: one directory, one agenda, one memory, five trades."""

__version__ = "0.1.0"
