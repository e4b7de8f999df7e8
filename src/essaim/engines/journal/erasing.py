"""Erasing what the journal remembers of an object or a person, while the chain stays whole."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from essaim.kit.writing import Change

from .keeping import append, lock_head
from .models import Entry
from .sealing import seal_of

KEPT_KINDS = ("erased",)


def erase(*, actor: Any, obj: models.Model, fields: Collection[str] | None = None, note: str = "") -> int:
    """Blanks what the entries of `obj` say: everything, or only the named fields. Counts the entries.

    Who did what when stays. Call inside the unit of work that erases the object's own values.
    """
    model, object_id = obj._meta.label_lower, str(obj.pk)
    entries = Entry.objects.filter(model=model, object_id=object_id).exclude(kind__in=KEPT_KINDS)
    with transaction.atomic():
        lock_head()
        sealed = {}
        for entry in entries.order_by("sequence"):
            if _blank(entry, fields):
                sealed[str(entry.sequence)] = _reseal(entry)
        return _note(actor, model, object_id, sealed, note)


def erase_actor(*, actor: Any, user: Any) -> int:
    """Forgets from where a user acted: addresses and sessions of all their entries."""
    with transaction.atomic():
        lock_head()
        sealed = {}
        for entry in Entry.objects.filter(actor=user).exclude(address="", session=""):
            entry.address = entry.session = ""
            sealed[str(entry.sequence)] = _reseal(entry)
        return _note(actor, user._meta.label_lower, str(user.pk), sealed, "")


def _blank(entry: Entry, fields: Collection[str] | None) -> bool:
    """Removes the values; False when there was nothing to remove."""
    kept = dict(entry.fields)
    for name, pair in entry.fields.items():
        if fields is None or name in fields:
            kept[name] = [None if value is None else Entry.ERASED for value in pair]
    everything = fields is None
    changed = kept != entry.fields or (everything and bool(entry.object_label or entry.note))
    entry.fields = kept
    if everything:
        entry.object_label = entry.note = ""
    return changed


def _reseal(entry: Entry) -> str:
    """Seals what remains under a new salt: the old one goes, with what it could help to guess."""
    entry.salt = secrets.token_hex(16)
    entry.erased_at = timezone.now()
    entry.reseal = seal_of(entry)
    entry.save(
        update_fields=["fields", "object_label", "note", "address", "session", "salt", "erased_at", "reseal"]
    )
    return entry.reseal


def _note(actor: Any, model: str, object_id: str, sealed: dict[str, str], note: str) -> int:
    """The erasure is an entry of the chain too: it says which entries, and the seal of what remains."""
    if sealed:
        append([Change("erased", model, object_id, "", {"sealed": (None, sealed)}, note)], actor)
    return len(sealed)
