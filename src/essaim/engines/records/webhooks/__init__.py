"""Telling other software what happens here."""
