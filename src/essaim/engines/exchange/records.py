"""Read at start-up with the other declaring files: finders of duplicates and bulk rules."""

from . import directory_rules, finders  # noqa: F401
