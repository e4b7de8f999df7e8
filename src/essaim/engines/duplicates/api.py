"""What modules and higher engines may use of duplicates."""

from __future__ import annotations

from .actions.merging import merge, unmerge
from .models import DuplicatePair, Merge

__all__ = ["DuplicatePair", "Merge", "merge", "unmerge"]
