"""What to do to the chosen records."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import User
from essaim.engines.records.declarations import Field, RecordType
from essaim.engines.records.kinds import Kind
from essaim.engines.records.rows import related_model
from essaim.engines.records.values import writable_fields

from .fields import Builder


def changeable(user: Any, record_type: RecordType) -> list[Field]:
    """The fields that can be given one value on many records."""
    return [
        field
        for field in writable_fields(user, record_type).values()
        if field.inline and not field.sensitive and field.kind != Kind.TAGS
    ]


def tag_fields(user: Any, record_type: RecordType) -> list[Field]:
    return [field for field in writable_fields(user, record_type).values() if field.kind == Kind.TAGS]


def owner_field(user: Any, record_type: RecordType) -> Field | None:
    """The field saying to whom a record is entrusted: the one the reach "assigned" looks at."""
    paths = record_type.reach.get("assigned", ())
    for field in changeable(user, record_type):
        if field.kind == Kind.LINK and field.path in paths and related_model(record_type, field) is User:
            return field
    return None


class OneValueForm(forms.Form):
    """One field and the value all the records are to have; empty only when one says so."""

    def __init__(self, user: Any, record_type: RecordType, field: Field, data: Any = None) -> None:
        super().__init__(data=data)
        self.field = field
        built = Builder(user, record_type).build(field)
        built.required = field.required
        self.fields["value"] = built
        self.fields["value"].label = field.label
        if not field.required and field.kind != Kind.BOOLEAN:
            self.fields["empty"] = forms.BooleanField(label=_("Vider ce champ"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        empty = cleaned.get("value") in (None, "", [])
        if "value" not in self.errors and empty and "empty" in self.fields and not cleaned.get("empty"):
            self.add_error("value", _("Indiquez une valeur, ou cochez « Vider ce champ »."))
        return cleaned

    def values(self) -> dict[str, Any]:
        value: Any = None if self.cleaned_data.get("empty") else self.cleaned_data.get("value")
        if hasattr(value, "pk"):
            value = value.pk
        elif hasattr(value, "isoformat"):
            value = value.isoformat()
        elif value is not None and not isinstance(value, (str, int, bool, list)):
            value = str(value)
        return {"values": {self.field.name: value}, "field": self.field.name}


class TagsForm(forms.Form):
    """Tags to put on and tags to take off."""

    def __init__(self, user: Any, record_type: RecordType, field: Field, data: Any = None) -> None:
        super().__init__(data=data)
        self.field = field
        for name, label in (("add", _("Ajouter")), ("remove", _("Retirer"))):
            built: Any = Builder(user, record_type).build(field)
            built.required, built.label, built.help_text = False, label, ""
            self.fields[name] = built

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("add") and not cleaned.get("remove"):
            raise forms.ValidationError(_("Choisissez ce qu’il faut ajouter ou retirer."))
        return cleaned

    def values(self) -> dict[str, Any]:
        return {
            "field": self.field.name,
            "add": [item.pk for item in self.cleaned_data["add"] or ()],
            "remove": [item.pk for item in self.cleaned_data["remove"] or ()],
        }
