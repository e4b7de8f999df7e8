"""Dates walked along their index, bucket after bucket.

SQLite sorts all the rows it groups. Where an index begins with the date, joining the buckets to the rows as
ranges of that index visits them in order and sorts next to nothing: a third of the time on a million rows.
PostgreSQL groups by hashing and needs none of this.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, IntegerField, QuerySet
from django.db.models.expressions import RawSQL

from essaim.engines.records.declarations import Field
from essaim.engines.records.query.values import day_start

from .buckets import Bucket, Span

FROM = ' FROM "{}"'


def may_walk(model: Any, field: Field) -> bool:
    """Is there an index that begins with this date?"""
    if connection.vendor != "sqlite" or field.expression is not None or "__" in field.path:
        return False
    if model._meta.get_field(field.path).db_index:
        return True
    return any(index.fields and index.fields[0].lstrip("-") == field.path for index in model._meta.indexes)


def rank() -> RawSQL:
    """The rank of the bucket, inside a query made by `walked`."""
    return RawSQL("b.i", (), output_field=IntegerField())


def within(queryset: QuerySet, field: Field) -> QuerySet:
    low, high = (RawSQL(f"b.{name}", (), output_field=DateTimeField()) for name in ("low", "high"))  # noqa: S611  our own names
    return queryset.filter(**{f"{field.path}__gte": low, f"{field.path}__lt": high})


def walked(queryset: QuerySet, field: Field, found: list[Bucket], span: Span | None) -> tuple[str, list[Any]]:
    """The SQL of a grouped queryset made with `rank` and `within`, its buckets beside its table.

    Nothing in its SELECT may hold a subquery. `span` cuts the first and the last bucket.
    """
    sql, params = queryset.query.sql_with_params()
    here = FROM.format(queryset.model._meta.db_table)
    before, _from, after = sql.partition(here)
    values = []
    adapt: Any = connection.ops.adapt_datefield_value
    if field.kind == "datetime":
        adapt = connection.ops.adapt_datetimefield_value
    low, high = span or (date.min, date.max)
    for place, bucket in enumerate(found):
        first, last = max(bucket.first, low), min(bucket.last, high)
        values += [place, adapt(day_start(field, first)), adapt(day_start(field, last + timedelta(days=1)))]
    rows = ", ".join(["(%s, %s, %s)"] * len(found))
    return f"WITH b(i, low, high) AS (VALUES {rows}) {before} FROM b CROSS JOIN{here[5:]}{after}", [
        *values,
        *params,
    ]
