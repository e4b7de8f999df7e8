"""When a record changes hands, network or place, its exchanges and tasks follow."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from essaim.engines.records.api import record_types, title_of
from essaim.engines.timeline.models import Interaction, Task

from .subjects import reach_values


def follow(type_name: str, pk: int) -> int:
    """Copies name and reach anew where they differ; how many rows were touched. One query when nothing did."""
    if type_name in {"interactions", "tasks"}:
        return 0
    record_type = record_types.get(type_name)
    touched = 0
    for model in (Interaction, Task):
        about = model.objects.filter(subject_type=type_name, subject_id=pk)
        if not about.exists():
            continue
        record = record_type.model_class._base_manager.filter(pk=pk).first()
        if record is None:
            continue
        touched += _copy(model, about, title_of(record_type, record)[:200], reach_values(record_type, pk))
    return touched


def _copy(model: Any, about: Any, label: str, reach: dict[str, list[int]]) -> int:
    territory, owner = next(iter(reach["territory"]), None), next(iter(reach["assigned"]), None)
    with transaction.atomic():
        changed = about.exclude(subject_label=label).update(subject_label=label)
        changed += _differing(about, "territory", territory).update(territory=territory)
        changed += _differing(about, "owner", owner).update(owner=owner)
        changed += _replace(model.networks.through, model, "network", about, set(reach["network"]))
        changed += _replace(model.groups.through, model, "group", about, set(reach["group"]))
    return changed


def _replace(through: Any, model: Any, name: str, about: Any, wanted: set[int]) -> int:
    """The rows of a to-many table become exactly `wanted` for each of `about`."""
    own = model._meta.model_name
    rows = through.objects.filter(**{f"{own}__in": about})
    gone, _models = rows.exclude(**{f"{name}__in": wanted}).delete()
    added = 0
    for key in wanted:
        missing = about.exclude(pk__in=rows.filter(**{name: key}).values(f"{own}_id")).values_list(
            "pk", flat=True
        )
        made = [through(**{f"{own}_id": pk, f"{name}_id": key}) for pk in missing]
        through.objects.bulk_create(made, batch_size=500)
        added += len(made)
    return gone + added


def _differing(about: Any, column: str, value: int | None) -> Any:
    """Rows whose column is not `value`; nothing is equal to an empty column in SQL."""
    if value is None:
        return about.filter(**{f"{column}__isnull": False})
    return about.exclude(**{f"{column}_id": value, f"{column}__isnull": False})
