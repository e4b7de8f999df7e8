"""Sending a creation form: twice the same sending makes one record."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from essaim.kit.writing import writing

from .actions import create
from .declarations import RecordType
from .models import Submission
from .slots import Likeness, creation_checks, is_for

KEPT = timedelta(days=7)


def new_token() -> str:
    return secrets.token_urlsafe(24)


def do_create_once(
    *, actor: Any, record_type: RecordType, values: dict[str, Any], token: str
) -> tuple[models.Model | None, int | None]:
    """(the new record, its key), or (None, key of the record an earlier sending made)."""
    if not token:
        made = create(actor=actor, record_type=record_type, values=values)
        return made, made.pk
    with writing(actor):
        try:
            with transaction.atomic():
                sent = Submission.objects.create(token=token[:64], user=actor, type=record_type.name)
        except IntegrityError:
            known = Submission.objects.filter(token=token[:64], user=actor, type=record_type.name).first()
            return None, known.object_id if known else None
        made = create(actor=actor, record_type=record_type, values=values)
        sent.object_id = made.pk
        sent.save(update_fields=["object_id"])
    return made, made.pk


def likenesses(user: Any, record_type: RecordType, values: dict[str, Any]) -> list[Likeness]:
    """The records that resemble the one about to be created, likest first."""
    found: dict[int, Likeness] = {}
    for check in creation_checks:
        if not is_for(check.types, record_type):
            continue
        for likeness in check.find(user, record_type, values):
            known = found.get(likeness.pk)
            if known is None or known.score < likeness.score:
                found[likeness.pk] = likeness
    return sorted(found.values(), key=lambda item: -item.score)[:5]


def forget_old_sendings() -> None:
    Submission.objects.filter(at__lt=timezone.now() - KEPT).delete()
