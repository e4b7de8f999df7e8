"""Pages of an API list: by number, or after the last record read (as quick on the last page as on the first)."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from essaim.engines.records.query.errors import QueryError


@dataclass(frozen=True)
class Term:
    """One term of an ordering; empty values come last when it is `nullable`."""

    path: str
    descending: bool
    nullable: bool

    def beyond(self, value: Any) -> Q | None:
        """What comes after `value`; None when nothing can."""
        if value is None:
            return None
        after = Q(**{f"{self.path}__{'lt' if self.descending else 'gt'}": value})
        return after | Q(**{f"{self.path}__isnull": True}) if self.nullable else after

    def equal(self, value: Any) -> Q:
        return Q(**{f"{self.path}__isnull": True}) if value is None else Q(**{self.path: value})


def terms_of(queryset: QuerySet) -> list[Term]:
    terms = []
    item: Any
    for item in queryset.query.order_by:
        if isinstance(item, str):
            terms.append(Term(item.lstrip("-"), item.startswith("-"), False))
        else:
            terms.append(Term(item.expression.name, item.descending, True))
    return terms


def after(queryset: QuerySet, cursor: str, sort: str) -> QuerySet:
    """The records that come after the one a cursor names. Raises QueryError on a foreign cursor."""
    terms = terms_of(queryset)
    values = _read(cursor, sort, len(terms))
    condition = Q(pk__in=[])
    before = Q()
    try:
        for term, value in zip(terms, values, strict=True):
            beyond = term.beyond(value)
            if beyond is not None:
                condition |= before & beyond
            before &= term.equal(value)
        return queryset.filter(condition)
    except (ValueError, TypeError, ValidationError):
        raise QueryError(_("Ce repère de page ne convient pas à cette liste.")) from None


def keys_and_cursor(queryset: QuerySet, limit: int, sort: str) -> tuple[list[int], str]:
    """The keys of the first `limit` records, and the cursor of the last one if more follow."""
    paths = [term.path for term in terms_of(queryset)]
    computed = {f"cursor_{path}": F(path) for path in paths if path in queryset.query.annotations}
    if computed:
        queryset = queryset.annotate(**computed)
    names = [f"cursor_{path}" if f"cursor_{path}" in computed else path for path in paths]
    rows = list(queryset.values_list("pk", *names)[: limit + 1])
    keys = [row[0] for row in rows[:limit]]
    return keys, _write(rows[limit - 1][1:], sort) if len(rows) > limit else ""


def _write(values: tuple[Any, ...], sort: str) -> str:
    text = json.dumps([sort, *(_plain(value) for value in values)], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str, sort: str, length: int) -> list[Any]:
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if found[0] != sort or len(found) != length + 1:
            raise ValueError
    except (ValueError, binascii.Error, TypeError, IndexError, KeyError):
        raise QueryError(_("Ce repère de page ne convient pas à cette liste.")) from None
    return found[1:]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
