"""A list of the API: a Query, its exact count, one page of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.records.counting import exact_count
from essaim.engines.records.declarations import RecordType
from essaim.engines.records.listing import page_of_ids
from essaim.engines.records.query.compiler import compile_query
from essaim.engines.records.query.errors import QueryError
from essaim.engines.records.query.schema import Query

from . import paging
from .representing import represent_many, wanted_fields

USUAL, MOST = 50, 1000
PARAMETERS = frozenset(
    {"text", "query", "sort", "columns", "limit", "page", "after", "labels", "dry_run", "format"}
)


@dataclass(frozen=True)
class PageOfRecords:
    """`next`, `previous`: what changes in the address, or None."""

    count: int
    results: list[dict[str, Any]]
    next: dict[str, str] | None = None
    previous: dict[str, str] | None = None


def read_list(user: Any, record_type: RecordType, parameters: Any) -> PageOfRecords:
    """Raises QueryError on whatever cannot be understood: nothing is left out in silence."""
    unknown = set(parameters) - PARAMETERS
    if unknown:
        raise QueryError(_("Paramètre inconnu : %s.") % ", ".join(sorted(unknown)))
    query = query_of(record_type, parameters)
    fields = wanted_fields(user, record_type, ",".join(query.columns))
    limit = _whole(parameters, "limit", USUAL, MOST)
    queryset = compile_query(user, query)
    count = exact_count(queryset)
    if "page" in parameters:
        page = _whole(parameters, "page", 1, 10**7)
        keys = page_of_ids(queryset, count, (page - 1) * limit, limit) if (page - 1) * limit < count else []
        following = {"page": str(page + 1)} if page * limit < count else None
        previous = {"page": str(page - 1)} if page > 1 else None
    else:
        sort = ",".join(query.sort)
        if parameters.get("after"):
            queryset = paging.after(queryset, parameters["after"], sort)
        keys, cursor = paging.keys_and_cursor(queryset, limit, sort)
        following, previous = ({"after": cursor} if cursor else None), None
    results = represent_many(user, record_type, keys, fields, bool(parameters.get("labels")))
    return PageOfRecords(count, results, following, previous)


def query_of(record_type: RecordType, parameters: Any) -> Query:
    """`query` holds a filter tree or a whole Query; `text`, `sort` and `columns` win over its own."""
    query = Query(record_type.name)
    if parameters.get("query", "").strip():
        query = _parsed(record_type, parameters["query"])
    if "text" in parameters:
        query = replace(query, text=parameters["text"].replace("\x00", "")[:200])
    if "sort" in parameters:
        query = replace(query, sort=_names(parameters["sort"])[:6])
    if "columns" in parameters:
        query = replace(query, columns=_names(parameters["columns"]))
    return query


def _parsed(record_type: RecordType, text: str) -> Query:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise QueryError(_("`query` n’est pas du JSON.")) from None
    if isinstance(data, dict) and not data.keys() & {"all", "any", "not", "field"}:
        return Query.from_json({**data, "type": record_type.name})
    return Query.from_json({"type": record_type.name, "filter": data})


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _whole(parameters: Any, name: str, usual: int, most: int) -> int:
    text = parameters.get(name, "")
    if not text:
        return usual
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:9]) <= most:
        raise QueryError(_("`%(name)s` va de 1 à %(most)d.") % {"name": name, "most": most})
    return int(text)
