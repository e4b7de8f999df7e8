"""What duplicates offers to records: the warning while somebody is typed in."""

from . import live

__all__ = ["live"]
