from .entry import Entry
from .source import Source
from .term import Term

__all__ = ["Entry", "Source", "Term"]
