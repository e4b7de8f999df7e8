"""Values of lists of ours that a file brings and that were accepted: made once, the first time they come."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from essaim.engines.exchange.values.choices import Choices
from essaim.engines.records.api import Field, Kind, RecordType, all_fields
from essaim.kit.text import fold
from essaim.kit.writing import Unit

from .traces import Traces


def can_grow(record_type: RecordType, choices: Choices) -> bool:
    """A list of plain names of the same engine or module: a `name`, maybe a `code`, nothing else to fill in."""
    model = choices.model
    if model is None or model._meta.app_label != record_type.model_class._meta.app_label:
        return False
    needed = {
        field.name
        for field in model._meta.concrete_fields
        if not field.has_default() and not field.null and not field.blank and not field.primary_key
    }
    return "name" in needed and needed <= {"name", "code"}


def growing_fields(user: Any, record_type: RecordType) -> set[str]:
    """The fields whose list a file may add words to."""
    return {
        name
        for name, field in all_fields(record_type).items()
        if field.kind in (Kind.LINK, Kind.TAGS)
        and field.editable
        and can_grow(record_type, Choices.of(user, record_type, field))
    }


class GrowingLists:
    """For one import: replaces "+text" by the key of the row made for it."""

    def __init__(self, user: Any, record_type: RecordType) -> None:
        self.user = user
        self.type = record_type
        self._choices: dict[str, Choices] = {}

    def settle(self, field: Field, value: Any, work: Unit, traces: Traces, line: int) -> Any:
        if field.kind == Kind.TAGS and any(isinstance(item, str) for item in value or ()):
            return [self._one(field, item, work, traces, line) for item in value]
        if field.kind == Kind.LINK and isinstance(value, str):
            return self._one(field, value, work, traces, line)
        return value

    def _one(self, field: Field, item: Any, work: Unit, traces: Traces, line: int) -> Any:
        if not isinstance(item, str):
            return item
        text = item.lstrip("+")
        if field.name not in self._choices:
            self._choices[field.name] = Choices.of(self.user, self.type, field)
        choices = self._choices[field.name]
        found = choices.find(text)
        if found is None:
            found = self._made(choices, text, work, traces, line)
            choices.add(text, found)
        return found

    def _made(self, choices: Choices, text: str, work: Unit, traces: Traces, line: int) -> int:
        model: Any = choices.model
        limit = model._meta.get_field("name").max_length or 60
        values = {"name": text[:limit]}
        if any(field.name == "code" for field in model._meta.concrete_fields):
            values["code"] = slugify(fold(text))[:40] or "code"
        try:
            with transaction.atomic():
                made = model._base_manager.create(**values)
        except IntegrityError:
            return model._base_manager.get(name=values["name"]).pk
        work.created(made)
        traces.created(line, made)
        return made.pk
