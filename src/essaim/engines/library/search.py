"""The words inside files, for the search of the whole product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from essaim.engines.search.api import Text, TextSource, text_sources

from .models import Content, Document

PIECE = 19_000
EXCERPTED = 10 * PIECE


def texts_of(ids: list[int]) -> dict[int, Iterable[Text]]:
    """Of the version in force only."""
    current = Document.objects.filter(pk__in=ids, current__isnull=False).values("current")
    rows = Content.objects.filter(pk__in=current).values_list("version__document", "text")
    return {pk: pieces(text) for pk, text in rows if text}


def pieces(text: str) -> Iterator[Text]:
    """Cut between words, for an excerpt is sought in short texts; beyond, words are found without excerpt."""
    start = 0
    while start < len(text):
        stop = min(start + PIECE, len(text))
        if stop < len(text):
            space = max(text.rfind(" ", start, stop), text.rfind("\n", start, stop))
            stop = space + 1 if space > start else stop
        yield Text(text[start:stop], "prose", "content" if start < EXCERPTED else "")
        start = stop


text_sources.declare(TextSource("library.contents", "documents", texts_of, batch=25))
