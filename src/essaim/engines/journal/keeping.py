"""Writing entries: the sink of `kit.writing`, and the one place that appends to the chain."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from essaim.kit.writing import Change, Unit, current_origin

from .models import Entry, Head
from .sealing import canonical_json, link, moment, seal

COLUMNS = (
    "sequence", "at", "actor", "acting_for", "channel", "origin", "kind", "model", "object_id",
    "address", "session", "object_label", "fields", "note", "salt", "seal", "reseal", "previous", "hash",
)  # fmt: skip


def keep(unit: Unit) -> None:
    """Persists the changes of a unit, in its transaction, just before it commits."""
    if unit.changes:
        append(unit.changes, unit.actor, unit.origin)


def append(changes: Sequence[Change], actor: Any, origin: str = "") -> None:
    """Adds entries at the end of the chain.

    The head stays locked until the transaction ends (SQLite has one writer anyway), so that the
    order of sequences, of ids and of commits is the same.
    """
    with transaction.atomic():
        head = lock_head()
        rows = list(_rows(changes, actor, origin, head))
        with connection.cursor() as cursor:
            cursor.executemany(_insert(), rows)
        head.save(update_fields=["sequence", "hash"])


def lock_head() -> Head:
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None:
        Head.objects.bulk_create([Head(pk=1)], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(pk=1)
    return head


@cache
def _insert() -> str:
    """Plain SQL: ten thousand entries of an import go through here, four times quicker than by objects."""
    table: Any = Entry._meta
    columns = ", ".join(connection.ops.quote_name(table.get_field(name).column) for name in COLUMNS)
    marks = ", ".join(["%s"] * len(COLUMNS))
    return f"INSERT INTO {connection.ops.quote_name(table.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608


def _rows(changes: Sequence[Change], actor: Any, origin: str, head: Head) -> Iterator[tuple[Any, ...]]:
    """The rows of the table, in the order of `COLUMNS`; `head` moves along."""
    where = current_origin.get()
    now = timezone.now()
    at, at_column = moment(now), connection.ops.adapt_datetimefield_value(now)
    address, session, origin = where.address[:45], where.session[:12], origin[:120]
    real = getattr(actor, "viewed_by", None)
    actor_id = (real or actor).pk if actor is not None else None
    seen_id = getattr(actor if real is not None else where.acting_for, "pk", None)
    salts = secrets.token_hex(16 * len(changes))
    for place, change in enumerate(changes):
        salt, label = salts[32 * place : 32 * place + 32], change.label[:200]
        fields = canonical_json(change.fields)
        sealed = seal(salt, fields, (label, change.note, address, session))
        facts = (actor_id, seen_id, where.channel, origin, change.kind, change.model, change.object_id)
        previous, head.sequence = head.hash, head.sequence + 1
        head.hash = link(previous, head.sequence, at, sealed, facts)
        yield (
            head.sequence, at_column, *facts, address, session, label, fields, change.note,
            salt, sealed, "", previous, head.hash,
        )  # fmt: skip
