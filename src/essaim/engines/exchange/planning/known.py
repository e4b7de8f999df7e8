"""Records already there, looked up for a whole batch: by key, by identifying number, by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from essaim.engines.records.api import Field, Kind, RecordType, base_queryset
from essaim.engines.rights.api import within_reach
from essaim.kit.fields import SortKeyField
from essaim.kit.text import fold, sort_key

TITLE = "@title"
IDENTIFIERS = ("siret", "rna", "ninea", "email")
PIECE = 1000


def title_field(record_type: RecordType) -> Field | None:
    """The field a record is named by when only its name is known: "name" of an organisation."""
    fields = record_type.own_fields
    for name in ("name", "title", "label", *record_type.title_paths):
        if name in fields and fields[name].editable and fields[name].is_text:
            return fields[name]
    return None


def everything(record_type: RecordType) -> QuerySet:
    """All the records of a type, whoever asks: only to know that a unique value is taken, never shown."""
    return record_type.model_class._base_manager.filter(**record_type.base_filter)


def pieces(values: Iterable[Any]) -> Iterable[list[Any]]:
    """Lists short enough for one query on any database."""
    items = list(values)
    return (items[start : start + PIECE] for start in range(0, len(items), PIECE))


def by_value(queryset: QuerySet, field: Field, values: Iterable[Any]) -> dict[Any, list[int]]:
    """Value → keys of the records that hold it. Text of custom fields is compared as it is."""
    found: dict[Any, list[int]] = defaultdict(list)
    path = f"custom__{field.name}" if field.custom else field.path
    for piece in pieces({value for value in values if value not in (None, "")}):
        for pk, value in queryset.filter(**{f"{path}__in": piece}).values_list("pk", path):
            found[value].append(pk)
    return found


def by_title(user: Any, record_type: RecordType, titles: Iterable[str]) -> dict[str, list[int]]:
    """Folded title → keys of the records of that name which `user` may see."""
    queryset = base_queryset(user, record_type)
    path = sorted_path(record_type)
    found: dict[str, list[int]] = defaultdict(list)
    if path:
        for piece in pieces({sort_key(title)[:260] for title in titles}):
            for pk, value in queryset.filter(**{f"{path}__in": piece}).values_list("pk", path):
                found[value].append(pk)
        return found
    title = record_type.title_paths[-1]
    for piece in pieces({fold(text) for text in titles}):
        rows = queryset.filter(**{f"{title}__folded__in": piece}).values_list("pk", title)
        for pk, value in rows:
            found[sort_key(value)[:260]].append(pk)
    return found


def sorted_path(record_type: RecordType) -> str:
    """The column holding `sort_key(title)`, where the model keeps one for single names."""
    field = title_field(record_type)
    if field is None or not field.sort_path:
        return ""
    try:
        column = record_type.model_class._meta.get_field(field.sort_path)
    except Exception:  # noqa: BLE001  a path through relations is no column
        return ""
    return field.sort_path if isinstance(column, SortKeyField) else ""


def changeable(user: Any, record_type: RecordType, pks: Iterable[int]) -> set[int]:
    """Those of `pks` that `user` may change."""
    found: set[int] = set()
    for piece in pieces(set(pks)):
        queryset = everything(record_type).filter(pk__in=piece)
        reached = within_reach(user, queryset, "change", record_type.guard)
        found.update(reached.values_list("pk", flat=True))
    return found


def objects(
    record_type: RecordType, pks: Iterable[int], fields: Iterable[Field] = (), lock: bool = False
) -> dict[int, Any]:
    """The records by key, with the keys of their to-many fields in `_many` (name → set)."""
    fields = list(fields)
    many = [field for field in fields if field.kind == Kind.TAGS]
    references = [field.path for field in fields if field.kind == Kind.REFERENCE]
    found = {}
    for piece in pieces(set(pks)):
        queryset = everything(record_type).filter(pk__in=piece)
        if references:
            queryset = queryset.select_related(*references)
        if lock:
            queryset = queryset.select_for_update(of=("self",))
        for obj in queryset:
            obj._many = {field.name: set() for field in many}
            found[obj.pk] = obj
        for field in many:
            rows = everything(record_type).filter(pk__in=piece, **{f"{field.path}__isnull": False})
            for pk, value in rows.values_list("pk", field.path):
                found[pk]._many[field.name].add(value)
    return found
