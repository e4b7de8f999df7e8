"""What hangs on a record: rows that point to it by a foreign key, or by type and number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from essaim.engines.records.api import RecordType
from essaim.kit.linking import generic_links


@dataclass(frozen=True)
class Relation:
    """`column` of `model` holds the record's key; `fixed` are the further conditions of generic links."""

    model: type[models.Model]
    column: str
    fixed: tuple[tuple[str, Any], ...] = ()

    @property
    def label(self) -> str:
        """How its rows are called; rows of a many-to-many table by what they lead to."""
        if self.model._meta.auto_created:
            other = next(
                field
                for field in self.model._meta.fields
                if field.is_relation and field.attname != self.column
            )
            return str(other.related_model._meta.verbose_name_plural)  # type: ignore[union-attr]
        return str(self.model._meta.verbose_name_plural)

    def rows(self, pk: Any) -> models.QuerySet:
        return self.model._base_manager.filter(**{self.column: pk}, **dict(self.fixed))


def relations_of(record_type: RecordType) -> Iterator[Relation]:
    """Every way a row may hang on a record of this type, many-to-many tables included."""
    for relation in record_type.model_class._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one) and not relation.concrete:
            yield Relation(relation.related_model, relation.field.attname)  # type: ignore[union-attr, arg-type]
    for link in generic_links:
        yield Relation(apps.get_model(link.model), link.key_field, ((link.type_field, record_type.name),))


def counts(record_type: RecordType, pk: Any) -> list[tuple[str, int]]:
    """What hangs on the record, by label, empty ones left out: one query a relation."""
    totals: dict[str, int] = {}
    for relation in relations_of(record_type):
        number = relation.rows(pk).count()
        if number:
            totals[relation.label] = totals.get(relation.label, 0) + number
    return sorted(totals.items())
