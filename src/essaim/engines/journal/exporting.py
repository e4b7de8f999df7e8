"""The journal as rows of a file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop

from .models import Entry
from .wording import model_label, tell

HEADERS = (
    gettext_noop("Numéro"), gettext_noop("Quand"), gettext_noop("Par"), gettext_noop("D’où"), gettext_noop("Adresse"),
    gettext_noop("Action"), gettext_noop("Type"), gettext_noop("Fiche"), gettext_noop("Changements"),
    gettext_noop("Note"),
)  # fmt: skip
CHUNK = 500
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(user: Any, entries: Any) -> Iterator[list[str]]:
    """One row an entry, newest first; read by chunks so that memory stays flat."""
    found = entries.iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        for told in tell(user, chunk):
            yield [_safe(text) for text in _row(told)]


def _row(told: Any) -> list[str]:
    entry: Entry = told.entry
    changes = " | ".join(
        f"{change.label} : {change.old} → {change.new}" if change.old or change.new else change.label
        for change in told.changes
    )
    at = timezone.localtime(entry.at).strftime("%d/%m/%Y %H:%M:%S")
    label = entry.object_label or f"n° {entry.object_id}"
    return [
        str(entry.sequence), at, told.who, told.where, entry.address, told.what, model_label(entry.model), label,
        changes, told.note,
    ]  # fmt: skip


def _safe(text: str) -> str:
    """A spreadsheet would run a text that starts like a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
