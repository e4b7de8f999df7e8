"""What hangs on records that an import created and that its undoing would take away."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.apps import apps

from essaim.engines.exchange.models import ImportRun

PIECE = 500


def hanging_on(run: ImportRun, model: Any, pks: list[int]) -> dict[int, list[str]]:
    """Record → what refers to it, in words, the import's own rows left out."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for relation in model._meta.related_objects:
        if relation.related_model._meta.app_label == "exchange":
            continue
        _count(run, relation, pks, found)
    for other in apps.get_models():
        for names in _pointers(other):
            _count_pointed(other, names, model, pks, found)
    return {
        pk: [f"{label} ({count})" for label, count in sorted(counts.items())] for pk, counts in found.items()
    }


def _count(run: ImportRun, relation: Any, pks: list[int], found: Any) -> None:
    related = relation.related_model
    path = relation.field.name
    ours = set(
        run.traces.filter(model=related._meta.label_lower, kind="created").values_list("object_id", flat=True)
    )
    rows = related._base_manager.filter(**{f"{path}__in": pks}).values_list(path, "pk")
    for pk, key in rows:
        if key not in ours:
            found[pk][str(related._meta.verbose_name_plural)] += 1


def _pointers(model: Any) -> list[tuple[str, str]]:
    """Columns that lead to any record by the name of its type and its key."""
    names = {field.name for field in model._meta.concrete_fields}
    if model._meta.app_label in ("exchange", "journal", "search"):
        return []
    return [
        pair for pair in (("subject_type", "subject_id"), ("record_type", "record_id")) if set(pair) <= names
    ]


def _count_pointed(other: Any, names: tuple[str, str], model: Any, pks: list[int], found: Any) -> None:
    from essaim.engines.records.api import record_types

    types = [item.name for item in record_types if item.model.lower() == model._meta.label_lower]
    if not types:
        return
    kind, key = names
    for pk in other._base_manager.filter(**{f"{kind}__in": types, f"{key}__in": pks}).values_list(
        key, flat=True
    ):
        found[int(pk)][str(other._meta.verbose_name_plural)] += 1
