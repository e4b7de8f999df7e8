"""What engines above search may use of it."""

from __future__ import annotations

from .declarations import Text, TextSource, text_sources
from .indexing import reindex
from .presenting import Hit, Section, sections
from .rebuilding import rebuild
from .searching import Results, search
from .spelling import forget_words

__all__ = [
    "Hit",
    "Results",
    "Section",
    "Text",
    "TextSource",
    "forget_words",
    "rebuild",
    "reindex",
    "search",
    "sections",
    "text_sources",
]
