"""The form of a record: its fields by section, the reader's rights considered, nothing lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from essaim.engines.records.catalogue import all_fields
from essaim.engines.records.cells import phone_text
from essaim.engines.records.declarations import Field, RecordType
from essaim.engines.records.kinds import Kind
from essaim.engines.records.values import hidden_tags, raw_value, writable_fields

from .fields import Builder
from .sections import Section


class RecordForm(forms.Form):
    """`only`: names of the fields asked (all the writable ones by default).

    A reference to a record out of the user's reach is left as it is: its field is shown locked.
    `values()` gives what is to be written; on an existing record, only what changed.
    """

    def __init__(
        self,
        user: Any,
        record_type: RecordType,
        obj: models.Model | None = None,
        data: Any = None,
        only: Iterable[str] | None = None,
        initial: dict[str, Any] | None = None,
        prefix: str | None = None,
    ) -> None:
        self.user, self.type, self.obj = user, record_type, obj
        fields = writable_fields(user, record_type, obj)
        if obj is None:
            fields = _for_new(fields, initial or {})
        wanted = list(fields) if only is None else [name for name in only if name in fields]
        self.record_fields: dict[str, Field] = {name: fields[name] for name in wanted}
        start = self._initial(initial or {})
        super().__init__(data=data, initial=start, prefix=prefix)
        builder = Builder(user, record_type, obj)
        for name, field in list(self.record_fields.items()):
            self.fields[name] = built = builder.build(field)
            if getattr(built, "nothing_to_choose", False) and only is None:
                del self.fields[name], self.record_fields[name]
        self._lock_hidden_references()

    def _initial(self, given: dict[str, Any]) -> dict[str, Any]:
        if self.obj is not None:
            return {
                name: _shown(field, raw_value(field, self.obj)) for name, field in self.record_fields.items()
            }
        defaults = self.type.defaults(self.user) if self.type.defaults else {}
        declared = {
            name: field.default() if callable(field.default) else field.default
            for name, field in self.record_fields.items()
            if field.default is not None
        }
        return {**declared, **defaults, **given}

    def _lock_hidden_references(self) -> None:
        for name, field in self.record_fields.items():
            built: Any = self.fields[name]
            value = self.initial.get(name)
            if field.kind == Kind.REFERENCE and value and self.obj is not None and not built.label_of(value):
                built.disabled = True
                built.required = False
                built.help_text = _hidden_help()
                self.initial[name] = None

    def clean(self) -> dict[str, Any]:
        """The field's own check, at the field: numbers of companies, telephones, addresses."""
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.record_fields.items():
            if field.clean is None or cleaned.get(name) in (None, ""):
                continue
            try:
                cleaned[name] = field.clean(cleaned[name])
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned

    def values(self) -> dict[str, Any]:
        """Values by field name, ready for `records.actions`."""
        found = {}
        for name, field in self.record_fields.items():
            if self.fields[name].disabled:
                continue
            value = self._plain(field, self.cleaned_data.get(name))
            if self.obj is None or not same(field, value, raw_value(field, self.obj)):
                found[name] = value
        if self.obj is None:
            found = {name: value for name, value in found.items() if value not in (None, "", [])}
        return found

    def all_values(self) -> dict[str, Any]:
        """Every value the form holds, changed or not."""
        return {
            name: self._plain(field, self.cleaned_data.get(name))
            for name, field in self.record_fields.items()
            if not self.fields[name].disabled
        }

    def _plain(self, field: Field, value: Any) -> Any:
        if field.kind == Kind.TAGS:
            kept = hidden_tags(self.user, self.type, field, self.obj) if self.obj is not None else set()
            return sorted({item.pk for item in value or ()} | kept)
        if field.kind == Kind.LINK:
            return getattr(value, "pk", value)
        if field.kind == Kind.CHOICES:
            return list(value or [])
        return value

    def refuse(self, error: ValidationError) -> None:
        """Puts the errors of an action on the fields, those of fields not shown on the form."""
        by_name = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
        labels = all_fields(self.type)
        for name, messages in by_name.items():
            if name in self.fields:
                self.add_error(name, messages)
            else:
                label = f"{labels[name].label} : " if name in labels else ""
                self.add_error(None, [f"{label}{message}" for message in messages])

    def sections(self) -> list[Section]:
        """In the order the fields are declared; the one without heading first."""
        grouped: dict[str, Section] = {}
        for name, field in self.record_fields.items():
            section = grouped.setdefault(str(field.section or ""), Section(str(field.section or "")))
            if field.fold:
                section.folds.setdefault(str(field.fold), []).append(self[name])
            else:
                section.fields.append(self[name])
        return sorted(grouped.values(), key=lambda section: section.heading != "")


def _for_new(fields: dict[str, Field], given: dict[str, Any]) -> dict[str, Field]:
    """The fields of a record about to be created, from what its other fields start with."""

    def starts_with(name: str) -> Any:
        field = fields.get(name)
        return given.get(name) or (field.default if field else None)

    return {
        name: field
        for name, field in fields.items()
        if field.only_when is None or starts_with(field.only_when[0]) == field.only_when[1]
    }


def _shown(field: Field, value: Any) -> Any:
    """A telephone is shown as people write it when the field's check reads it back."""
    return phone_text(value) if field.kind == Kind.PHONE and field.clean and value else value


def same(field: Field, left: Any, right: Any) -> bool:
    """Do two values of a field say the same thing?"""
    empty: tuple[Any, ...] = (None, "", [])
    if left in empty and right in empty:
        return True
    if field.kind in (Kind.TAGS, Kind.CHOICES):
        return sorted(left or []) == sorted(right or [])
    if field.kind == Kind.DATETIME and left and right:
        return left.replace(second=0, microsecond=0) == right.replace(second=0, microsecond=0)
    return left == right


def _hidden_help() -> str:
    from django.utils.translation import gettext as _

    return _("Cette fiche liée est hors de votre portée : elle reste telle quelle.")
