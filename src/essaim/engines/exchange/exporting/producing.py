"""A query as a file, under the rights of whoever takes it, and the journal's word of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from essaim.engines.exchange.models import Export
from essaim.engines.journal.api import read_many
from essaim.engines.records.api import (
    Field,
    Phrases,
    Query,
    RecordType,
    compile_query,
    exact_count,
    fields_for,
    record_types,
    stream_rows,
)
from essaim.engines.rights.api import require
from essaim.kit.templatetags.kit_ui import number
from essaim.kit.writing import writing

from .cells import typed
from .columns import export_fields, headings
from .formats import open_writer

BEAT = 2000
READ = 2000


def chosen(user: Any, query: Query, ids: list[int] | None = None) -> QuerySet:
    """The rows to take: those of the query, less those not among `ids`. Raises QueryError."""
    rows = compile_query(user, query)
    return rows if ids is None else rows.filter(pk__in=ids)


def count_of(user: Any, query: Query, ids: list[int] | None = None) -> int:
    """How many rows the export would have. Raises QueryError."""
    return exact_count(chosen(user, query, ids))


def asked_of(export: Export) -> tuple[Query, list[int] | None]:
    """What an export takes: `export.query` is a query's JSON and, when rows were chosen by hand, their `ids`."""
    asked = dict(export.query)
    ids = asked.pop("ids", None)
    return Query.from_json(asked), ids


def produce(
    *, actor: Any, export: Export, target: IO[bytes], beat: Callable[[int], None] = lambda done: None
) -> int:
    """Writes the file and the journal's entries; the number of rows. Raises QueryError, PermissionDenied."""
    query, ids = asked_of(export)
    record_type = record_types.get(query.type)
    require(actor, "view", record_type.resource)
    queryset = chosen(actor, query, ids)
    fields = export_fields(actor, record_type, query, export.all_columns)
    names = headings(fields, export.all_columns)
    about = description(actor, record_type, query, fields, ids)
    writer = open_writer(export.format, target, str(record_type.label_plural), names, about)
    sensitive = [field.name for field in fields if field.sensitive]
    note = f"export {export.pk}"
    count = 0
    seen: list[int] = []
    for pk, values in _rows(actor, record_type, fields, queryset):
        writer.row([pk, *values] if export.all_columns else values)
        count += 1
        if sensitive:
            seen.append(pk)
            if len(seen) == READ:
                read_many(actor, record_type.model_class, seen, sensitive, note)
                seen = []
        if count % BEAT == 0:
            beat(count)
    if seen:
        read_many(actor, record_type.model_class, seen, sensitive, note)
    writer.close()
    _journal(actor, export, count, sensitive)
    return count


def _rows(
    actor: Any, record_type: RecordType, fields: list[Field], queryset: Any
) -> Iterator[tuple[int, list[Any]]]:
    readers = [typed(field) for field in fields]
    for row in stream_rows(actor, record_type, fields, queryset):
        yield row.pk, [read(value) for read, value in zip(readers, row.values, strict=True)]


def _journal(actor: Any, export: Export, count: int, sensitive: list[str]) -> None:
    """Who took which list out, and how many rows: kept however the file goes."""
    facts = {
        "type": (None, export.type),
        "format": (None, export.format),
        "rows": (None, count),
        "query": (None, export.query),
    }
    if sensitive:
        facts["sensitive"] = (None, sensitive)
    with writing(actor, "export") as work:
        export.rows = count
        Export.objects.filter(pk=export.pk).update(rows=count, done=count)
        work.noted(export, "exported", facts)


def description(
    user: Any, record_type: RecordType, query: Query, fields: list[Field], ids: list[int] | None = None
) -> list[tuple[str, str]]:
    """What the list is, for whoever finds the file later."""
    known = fields_for(user, record_type)
    sort = [
        f"{known[name.lstrip('-')].label}{_(' (décroissant)') if name.startswith('-') else ''}"
        for name in query.sort
        if name.lstrip("-") in known
    ]
    filtered = Phrases(user, record_type).node(query.filter) if query.filter else _("aucun")
    by_hand = [(_("Lignes choisies"), number(len(ids)))] if ids is not None else []
    return [
        (_("Liste"), str(record_type.label_plural)),
        (_("Filtre"), filtered),
        *by_hand,
        (_("Texte cherché"), query.text or _("aucun")),
        (_("Tri"), ", ".join(sort) or _("celui de la liste")),
        (_("Colonnes"), ", ".join(str(field.label) for field in fields)),
        (_("Extraite le"), date_format(timezone.localtime(), "j F Y à H:i")),
        (_("Par"), f"{user} ({user.email})"),
        (_("Étendue"), _("seulement ce que cette personne avait le droit de voir")),
    ]
