"""Keeping the successive states of the matrix."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from ..matrix import rows
from ..models import Grant, MatrixVersion

JOINED_FOR = timedelta(minutes=10)


def lock_matrix() -> MatrixVersion | None:
    """One writer of the matrix at a time, until the transaction ends; gives the latest version."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('essaim.rights.matrix'))")
    return MatrixVersion.objects.first()


def keep_version(
    *, actor: Any, kind: str, comment: str = "", changed: list[Grant], latest: MatrixVersion | None
) -> MatrixVersion:
    """A new version of the matrix as it stands now, or the latest one when this edit joins it.

    `changed`: the grants whose content this edit gave, marked as being so since that version.
    """
    now = timezone.now()
    if latest is not None and _joins(latest, actor, kind, comment, now):
        version = latest
        version.edits += 1
        version.changed_at = now
    else:
        number = latest.number + 1 if latest else 1
        version = MatrixVersion(
            number=number, kind=kind, made_by=actor, comment=comment, made_at=now, changed_at=now
        )
    version.rows = rows()
    version.save()
    Grant.objects.filter(pk__in=[grant.pk for grant in changed]).update(since=version)
    return version


def _joins(latest: MatrixVersion, actor: Any, kind: str, comment: str, now: Any) -> bool:
    """Edits made at the screen by one person within minutes read as one change."""
    return (
        kind == latest.kind == MatrixVersion.Kind.EDIT
        and actor is not None
        and latest.made_by_id == actor.pk
        and not comment
        and not latest.comment
        and now - latest.changed_at < JOINED_FOR
    )
