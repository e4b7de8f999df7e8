"""The records offered beside the calendar, to be dropped on a slot: a record type's, or those of a saved view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from essaim.engines.records.api import (
    Query,
    QueryError,
    RecordType,
    address_of,
    compile_query,
    record_types,
    visible_views,
)
from essaim.engines.rights.api import can

SHOWN = 30
FIRST = ("people", "organisations")
NOT = {"events", "bookables"}


@dataclass(frozen=True)
class Offered:
    pk: int
    title: str
    url: str


def sources_for(user: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """[(heading, [(key, label)])]: "people" for all that one may see, "vue-12" for a saved view."""
    types = offered_types(user)
    found = [(_("Toutes"), [(item.name, str(item.label_plural)) for item in types])]
    views = [
        (f"vue-{view.pk}", view.name)
        for name in FIRST
        for view in visible_views(user, record_types.get(name))
        if can(user, "view", record_types.get(name).resource)
    ]
    return [*found, (_("Vues enregistrées"), views)] if views else found


def people_views(user: Any) -> list[tuple[str, str]]:
    people = record_types.get("people")
    return [(f"vue-{view.pk}", view.name) for view in visible_views(user, people)]


def people_of(user: Any, source: str, most: int) -> list[int]:
    """Keys of the people of a saved view, within reach."""
    if source not in dict(people_views(user)):
        raise Http404
    try:
        return list(compile_query(user, _query(user, source)).values_list("pk", flat=True)[:most])
    except QueryError:
        raise Http404 from None


def offered_types(user: Any) -> list[RecordType]:
    """People and organisations first."""
    seen = [item for item in record_types if item.in_menu and item.name not in NOT]
    seen = [item for item in seen if can(user, "view", item.resource)]
    return sorted(seen, key=lambda item: FIRST.index(item.name) if item.name in FIRST else 9)


def offered(user: Any, source: str, text: str) -> tuple[RecordType, list[Offered], bool]:
    """The first records of a source, within reach; whether there are more. Http404 for an unknown source."""
    query = _query(user, source)
    record_type = record_types.get(query.type)
    if not can(user, "view", record_type.resource):
        raise Http404
    wanted = Query(query.type, query.filter, text or query.text, query.sort or record_type.default_sort)
    try:
        rows = compile_query(user, wanted).values_list("pk", *record_type.title_paths)[: SHOWN + 1]
    except QueryError:
        raise Http404 from None
    found = [
        Offered(row[0], " ".join(str(part) for part in row[1:] if part), address_of(record_type, row[0]))
        for row in rows
    ]
    return record_type, found[:SHOWN], len(found) > SHOWN


def _query(user: Any, source: str) -> Query:
    if source.startswith("vue-"):
        for name in FIRST:
            for view in visible_views(user, record_types.get(name)):
                if source == f"vue-{view.pk}":
                    return Query.from_json({**view.query, "type": name})
        raise Http404
    if source not in record_types or source in NOT:
        raise Http404
    return Query(source)
