"""What engines above search may use of it."""

from __future__ import annotations

from .declarations import Text, TextSource, text_sources
from .indexing import reindex
from .searching import Results, search

__all__ = ["Results", "Text", "TextSource", "reindex", "search", "text_sources"]
