"""A leaf of the filter tree as an ORM condition, kind by kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from essaim.engines.records.declarations import Field
from essaim.engines.records.kinds import Kind
from essaim.kit.text import fold

from . import periods, values
from .errors import QueryError

Build = Callable[[Field, str, Any], Q]


def _empty(field: Field, path: str, value: Any) -> Q:
    condition = Q(**{f"{path}__isnull": True})
    if field.is_text or field.kind == Kind.CHOICE:
        condition |= Q(**{path: ""})
    if field.kind == Kind.CHOICES:
        condition |= Q(**{path: []})
    return condition


def _text_search(lookup: str) -> Build:
    """Accents and case are ignored; a phone is looked for by its digits, without its leading zero."""

    def build(field: Field, path: str, value: Any) -> Q:
        text = fold(values.scalar(field, value))
        if field.kind == Kind.PHONE and not text.startswith("+"):
            text = re.sub(r"\D", "", text).lstrip("0")
            return Q(**{f"{path}__contains": text})
        return Q(**{f"{path}__folded__{lookup}": text})

    return build


def _one_of(field: Field, path: str, value: Any) -> Q:
    wanted = values.several(field, value)
    if field.is_text:
        return Q(**{f"{path}__folded__in": [fold(item) for item in wanted]})
    return Q(**{f"{path}__in": wanted})


def _between(field: Field, path: str, value: Any) -> Q:
    low, high = values.pair(field, value)
    if field.is_date:
        return _days(field, path, low, high)
    return Q(**{f"{path}__gte": low, f"{path}__lte": high})


def _days(field: Field, path: str, first: Any, last: Any) -> Q:
    return Q(
        **{
            f"{path}__gte": values.day_start(field, first),
            f"{path}__lt": values.day_start(field, last + timedelta(days=1)),
        }
    )


def _on(field: Field, path: str, value: Any) -> Q:
    day = values.scalar(field, value)
    return _days(field, path, day, day)


def _before(field: Field, path: str, value: Any) -> Q:
    return Q(**{f"{path}__lt": values.day_start(field, values.scalar(field, value))})


def _after(field: Field, path: str, value: Any) -> Q:
    return Q(**{f"{path}__gte": values.day_start(field, values.scalar(field, value) + timedelta(days=1))})


def _period(field: Field, path: str, value: Any) -> Q:
    return _days(field, path, *periods.resolve(value))


def _month(field: Field, path: str, value: Any) -> Q:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 12:
        raise QueryError(_("Un mois va de 1 à 12."))
    return Q(**{f"{path}__month": value})


def _compare(lookup: str) -> Build:
    def build(field: Field, path: str, value: Any) -> Q:
        return Q(**{f"{path}__{lookup}" if lookup else path: values.scalar(field, value)})

    return build


def _not(build: Build) -> Build:
    return lambda field, path, value: ~build(field, path, value)


def _any_code(field: Field, path: str, value: Any) -> Q:
    """CHOICES are stored as a JSON list; codes are looked for between quotes, alike on every database."""
    condition = Q()
    for code in values.several(field, value):
        condition |= Q(**{f"{path}__icontains": f'"{code}"'})
    return condition


def _all_codes(field: Field, path: str, value: Any) -> Q:
    condition = Q()
    for code in values.several(field, value):
        condition &= Q(**{f"{path}__icontains": f'"{code}"'})
    return condition


BUILDERS: dict[str, Build] = {
    "empty": _empty,
    "not_empty": _not(_empty),
    "contains": _text_search("contains"),
    "not_contains": _not(_text_search("contains")),
    "starts": _text_search("startswith"),
    "in": _one_of,
    "not_in": _not(_one_of),
    "lt": _compare("lt"),
    "lte": _compare("lte"),
    "gt": _compare("gt"),
    "gte": _compare("gte"),
    "between": _between,
    "on": _on,
    "before": _before,
    "after": _after,
    "period": _period,
    "month": _month,
    "any": _any_code,
    "all": _all_codes,
    "none": _not(_any_code),
}


def condition(field: Field, path: str, op: str, value: Any) -> Q:
    """The condition of one leaf; relations and tags are compiled by `compiler`."""
    if op == "is":
        return (
            _text_search("exact")(field, path, value) if field.is_text else _compare("")(field, path, value)
        )
    if op == "is_not":
        return ~condition(field, path, "is", value)
    return BUILDERS[op](field, path, value)
