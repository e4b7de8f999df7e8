"""Which models lead to a person, and which of them nobody has declared."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

from essaim.engines.directory.api import Person
from essaim.kit.linking import generic_links

from .declarations import parts

# A number that may be a record's, without a foreign key: such a model is looked at too.
LOOSE_KEYS = {"object_id", "record_id", "subject_id", "low_id", "kept_id", "person_id", "target_id"}


def declared() -> set[str]:
    return {label.lower() for part in parts for label in part.models}


def undeclared() -> list[str]:
    """Labels of the models that lead to a person and that no part names."""
    return sorted(leading_to_person() - declared())


def leading_to_person() -> set[str]:
    """Every model of ours from which a chain of foreign keys, or a type and a number, leads to a person."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("essaim.")]
    found = {Person._meta.label_lower}
    found |= {link.model.lower() for link in generic_links}
    found |= {model._meta.label_lower for model in ours if _holds_loose_key(model)}
    growing = True
    while growing:
        fresh = {
            model._meta.label_lower
            for model in ours
            if model._meta.label_lower not in found and _targets(model) & found
        }
        found |= fresh
        growing = bool(fresh)
    return {label for label in found if label.split(".")[0] not in {"samples", "rights_matrix"}}


def _targets(model: type[models.Model]) -> set[str]:
    """Where its own relations lead, tables of many-to-many relations included."""
    fields: list[Any] = [*model._meta.fields, *model._meta.many_to_many]
    return {field.related_model._meta.label_lower for field in fields if field.related_model is not None}


def _holds_loose_key(model: type[models.Model]) -> bool:
    return any(field.name in LOOSE_KEYS and not field.is_relation for field in model._meta.fields)
