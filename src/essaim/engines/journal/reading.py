"""Reads of sensitive fields: who looked at what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from essaim.kit.writing import Change, current_origin

from .keeping import append
from .models import Entry

SAME_READ = timedelta(minutes=10)


def read(actor: Any, obj: models.Model, fields: Iterable[str], note: str = "") -> bool:
    """Keeps that `actor` was shown these sensitive fields of `obj`.

    The same look from the same session counts once in ten minutes. False when it was kept already.
    """
    names = sorted(set(fields))
    if not names:
        return False
    model, object_id = obj._meta.label_lower, str(obj.pk)
    shown = dict.fromkeys(names, (None, None))
    real = getattr(actor, "viewed_by", None) or actor
    recent = Entry.objects.filter(
        model=model, object_id=object_id, kind="read", actor=real,
        session=current_origin.get().session, at__gt=timezone.now() - SAME_READ,
    )  # fmt: skip
    known = {name for found in recent.values_list("fields", flat=True) for name in found}
    if known.issuperset(names):
        return False
    append([Change("read", model, object_id, str(obj)[:200], shown, note, obj)], actor)
    return True


def read_many(
    actor: Any, model: type[models.Model], ids: Iterable[Any], fields: Iterable[str], note: str
) -> int:
    """As `read`, for an export: one entry a record, `note` saying which export."""
    shown = dict.fromkeys(sorted(set(fields)), (None, None))
    label = model._meta.label_lower
    changes = [Change("read", label, str(pk), "", shown, note) for pk in ids]
    if changes and shown:
        append(changes, actor)
    return len(changes) if shown else 0
