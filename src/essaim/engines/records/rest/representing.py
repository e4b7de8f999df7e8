"""Records as the API shows them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from essaim.engines.journal.api import read, read_many
from essaim.engines.records.catalogue import fields_for
from essaim.engines.records.declarations import Field, RecordType
from essaim.engines.records.kinds import Kind
from essaim.engines.records.query.errors import QueryError
from essaim.engines.records.reading import address_of
from essaim.engines.records.rows import Row, read_rows

from .serializers import FIXED
from .values import json_value


def wanted_fields(user: Any, record_type: RecordType, names: str) -> list[Field]:
    """The fields of these names, or all but those that gather other records and the sensitive ones, whose
    every reading is journalled: those are for who names them. Raises QueryError."""
    fields = {name: field for name, field in fields_for(user, record_type).items() if name not in FIXED}
    asked = [name.strip() for name in names.split(",") if name.strip()]
    if not asked:
        return [field for field in fields.values() if field.kind != Kind.REFERENCES and not field.sensitive]
    unknown = [name for name in asked if name not in fields]
    if unknown:
        raise QueryError(_("Champ inconnu : %s.") % ", ".join(unknown))
    return [fields[name] for name in dict.fromkeys(asked)]


def represent(user: Any, record_type: RecordType, pk: int, parameters: Any) -> dict[str, Any]:
    """One record, every field the reader may see; reading sensitive ones is journalled."""
    fields = [field for name, field in fields_for(user, record_type).items() if name not in FIXED]
    if parameters.get("columns"):
        fields = wanted_fields(user, record_type, parameters["columns"])
    found = represent_all(user, record_type, [pk], fields, bool(parameters.get("labels")))[0]
    shown = [field.name for field in fields if field.sensitive and found[field.name] not in (None, "", [])]
    if shown:
        read(user, record_type.model_class._base_manager.get(pk=pk), shown, _("par l’API"))
    return found


def represent_many(
    user: Any, record_type: RecordType, keys: list[int], fields: list[Field], labels: bool
) -> list[dict[str, Any]]:
    sensitive = [field.name for field in fields if field.sensitive]
    found = represent_all(user, record_type, keys, fields, labels)
    if sensitive and keys:
        read_many(user, record_type.model_class, keys, sensitive, _("liste lue par l’API"))
    return found


def represent_all(
    user: Any, record_type: RecordType, keys: list[int], fields: list[Field], labels: bool
) -> list[dict[str, Any]]:
    """These records in this order; the caller has checked that the reader may see them."""
    rows = {row.pk: row for row in _rows(user, record_type, keys, fields)}
    marks = _marks(record_type, keys)
    return [_line(record_type, rows[pk], fields, marks.get(pk, {}), labels) for pk in keys if pk in rows]


def _rows(user: Any, record_type: RecordType, keys: list[int], fields: list[Field]) -> list[Row]:
    return read_rows(user, record_type, fields, record_type.model_class._base_manager.filter(pk__in=keys))


def _marks(record_type: RecordType, keys: list[int]) -> dict[int, dict[str, Any]]:
    """Version and date of change, for types that have them."""
    names = [name for name in ("version", "changed_at") if _has(record_type, name)]
    rows = record_type.model_class._base_manager.filter(pk__in=keys).values("pk", *names) if names else ()
    return {row["pk"]: row for row in rows}


def _has(record_type: RecordType, name: str) -> bool:
    try:
        record_type.model_class._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def _line(
    record_type: RecordType, row: Row, fields: list[Field], marks: dict[str, Any], labels: bool
) -> dict[str, Any]:
    return {
        "id": row.pk,
        "version": marks.get("version"),
        "title": row.title,
        "url": address_of(record_type, row.pk),
        "changed_at": json_value(marks.get("changed_at")),
        **{field.name: json_value(value, labels) for field, value in zip(fields, row.values, strict=True)},
    }
