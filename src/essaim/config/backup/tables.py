"""Every table as lines of JSON, and back: the same file restores on SQLite and on PostgreSQL."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from typing import IO, Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from essaim.kit.rowdata import revive

CHUNK = 1000


def tables() -> list[type[models.Model]]:
    """All the concrete models with a table of their own, many-to-many tables included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped
    ]


class _Encoder(DjangoJSONEncoder):
    def default(self, value: Any) -> Any:
        if isinstance(value, bytes | memoryview):
            return base64.b64encode(bytes(value)).decode()
        return super().default(value)


def write_table(model: type[models.Model], out: IO[bytes]) -> tuple[int, str]:
    """Writes one line a row, in key order; returns how many and the digest of what was written."""
    names = [field.attname for field in model._meta.concrete_fields]
    digest, count = sha256(), 0
    rows = model._base_manager.order_by("pk").values_list(*names).iterator(CHUNK)
    for row in rows:
        line = json.dumps(_precise(row), cls=_Encoder, ensure_ascii=False, sort_keys=True).encode() + b"\n"
        digest.update(line)
        out.write(line)
        count += 1
    return count, digest.hexdigest()


def _precise(row: tuple) -> list[Any]:
    """Dates keep their microseconds, which Django's JSON would cut."""
    return [value.isoformat() if hasattr(value, "isoformat") else value for value in row]


def empty_table(model: type[models.Model]) -> None:
    model._base_manager.all()._raw_delete(connection.alias)


def read_table(model: type[models.Model], lines: Iterable[bytes]) -> int:
    """Inserts the rows as they were written: no default, no automatic date, no signal."""
    fields = list(model._meta.concrete_fields)
    count = 0
    source = _objects(model, fields, lines)
    batch = max(connection.ops.bulk_batch_size(fields, [None] * CHUNK), 1)
    while chunk := list(islice(source, min(batch, CHUNK))):
        model._base_manager._insert(chunk, fields=fields, using=connection.alias, raw=True)  # type: ignore[attr-defined]
        count += len(chunk)
    return count


def _objects(model: type[models.Model], fields: list[Any], lines: Iterable[bytes]) -> Iterator[models.Model]:
    for line in lines:
        values = json.loads(line)
        yield model(
            **{field.attname: revive(field, value) for field, value in zip(fields, values, strict=True)}
        )


def reset_sequences() -> None:
    """After rows with keys of their own, new rows must be numbered beyond them."""
    from django.core.management.color import no_style

    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
