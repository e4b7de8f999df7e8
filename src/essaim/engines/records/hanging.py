"""What hangs on a record: what would go with it, what would lose its link, what forbids deleting it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db import models, router
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.urls import reverse

from essaim.engines.rights.api import can
from essaim.kit.linking import generic_links

from .declarations import RecordType, record_types, type_of
from .kinds import Kind


@dataclass(frozen=True)
class Hanging:
    """`label`: plural name of what hangs; `url`: the list of them, for whoever may see it, or ""."""

    label: str
    count: int
    url: str = ""


@dataclass
class Following:
    """What deleting records takes along: rows `deleted`, and (row, field) pairs that lose their link."""

    deleted: list[models.Model] = field(default_factory=list)
    loosened: list[tuple[models.Model, str]] = field(default_factory=list)


@dataclass
class Consequences:
    blocking: list[Hanging] = field(default_factory=list)
    deleted: list[Hanging] = field(default_factory=list)
    loosened: list[Hanging] = field(default_factory=list)


def consequences(user: Any, record_type: RecordType, obj: models.Model) -> Consequences:
    """What deleting `obj` would do. Nothing is written."""
    return consequences_of(user, record_type, [obj])


def consequences_of(user: Any, record_type: RecordType, chosen: list[models.Model]) -> Consequences:
    """As `consequences`, for several records of one type. `blocking` are those that forbid at least one."""
    if not chosen:
        return Consequences()
    try:
        following = following_of(chosen)
    except (ProtectedError, RestrictedError) as error:
        objects = getattr(error, "protected_objects", None) or error.restricted_objects  # type: ignore[union-attr]
        return Consequences(blocking=_grouped(user, record_type, chosen, objects))
    return Consequences(
        deleted=_grouped(user, record_type, chosen, following.deleted),
        loosened=_grouped(user, record_type, chosen, [item for item, _name in following.loosened]),
    )


def following_of(chosen: list[models.Model]) -> Following:
    """What goes with these records. Mere links (many-to-many, `GenericLink.goes`) are left out.

    Raises ProtectedError or RestrictedError.
    """
    collector = Collector(using=router.db_for_write(type(chosen[0])), origin=chosen[0])
    collector.collect(chosen)
    known = set(chosen)
    found = Following()
    groups: list[Any] = [*collector.data.values(), *collector.fast_deletes]
    for group in groups:
        found.deleted += [item for item in group if item not in known and not is_mere_link(item)]
    updates: Any = collector.field_updates.items()
    for (model_field, _value), many in updates:
        found.loosened += [
            (item, model_field.name) for rows in many for item in rows if not is_mere_link(item)
        ]
    return found


def is_mere_link(row: models.Model) -> bool:
    links = {link.model.lower() for link in generic_links if link.goes}
    return bool(row._meta.auto_created) or row._meta.label_lower in links


def take_links_away(type_name: str, pk: Any) -> None:
    """Rows that only say « concerns this record » go with it."""
    for link in generic_links:
        if link.goes:
            rows = apps.get_model(link.model)._base_manager
            rows.filter(**{link.type_field: type_name, link.key_field: pk}).delete()


def _grouped(user: Any, record_type: RecordType, chosen: list[models.Model], objects: Any) -> list[Hanging]:
    counts: Counter[str] = Counter()
    examples: dict[str, models.Model] = {}
    for item in objects:
        label = str(item._meta.verbose_name_plural)
        counts[label] += 1
        examples.setdefault(label, item)
    return [
        Hanging(label, count, _list_url(user, record_type, chosen, type_of(examples[label])))
        for label, count in sorted(counts.items())
    ]


def _list_url(
    user: Any, record_type: RecordType, chosen: list[models.Model], other: RecordType | None
) -> str:
    """The list of the records of type `other` that point at a chosen one."""
    if other is None or not can(user, "view", other.resource):
        return ""
    for item in other.fields:
        if item.kind == Kind.REFERENCE and item.target == record_type.name:
            return filtered_list_url(other, item.name, *(obj.pk for obj in chosen[:200]))
    return ""


def filtered_list_url(record_type: RecordType, field_name: str, *keys: Any) -> str:
    tree = json.dumps({"field": field_name, "op": "in", "value": list(keys)}, separators=(",", ":"))
    return reverse("records:list", kwargs={"slug": record_type.slug}) + "?" + urlencode({"f": tree})


def reference_back(record_type: RecordType, field_path: str, target: str) -> str:
    """The name of the REFERENCE field of `target` behind a REFERENCES field of `record_type`, or ""."""
    relation: Any = record_type.model_class._meta.get_field(field_path)
    back = relation.remote_field.name
    for item in record_types.get(target).fields:
        if item.kind == Kind.REFERENCE and item.path == back:
            return item.name
    return ""
