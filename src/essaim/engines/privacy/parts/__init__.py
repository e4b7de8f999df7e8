"""What the engines below privacy hold about a person: they cannot declare it themselves."""

from . import journal, person, traces

__all__ = ["journal", "person", "traces"]
