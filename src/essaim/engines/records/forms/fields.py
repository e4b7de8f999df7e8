"""From a field of a record type to a field of a form, kind by kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.engines.records.declarations import Field, RecordType, record_types
from essaim.engines.records.kinds import Kind
from essaim.engines.records.query.compiler import base_queryset
from essaim.engines.records.reading import titles
from essaim.engines.records.rows import related_model

from .widgets import DateInput, MomentInput, NumberText, ReferenceInput, YesNo

MANY_OPTIONS = 8
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


class NumberField(forms.DecimalField):
    """Reads "1 250,50" as well as "1250.5"."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = _SPACES.sub("", value).replace(",", ".")
        return super().to_python(value)


class FloatingField(NumberField):
    """For columns that hold floats: a Decimal never equals them, and an untouched field would look changed."""

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return None if found is None else float(found)


class WholeNumberField(forms.IntegerField):
    def to_python(self, value: Any) -> Any:
        return super().to_python(_SPACES.sub("", value) if isinstance(value, str) else value)


class ReferenceField(forms.Field):
    """The key of a record the user may see."""

    def __init__(self, user: Any, target: RecordType, **options: Any) -> None:
        self.user, self.target = user, target
        url = reverse("records:choices", kwargs={"slug": target.slug})
        super().__init__(widget=ReferenceInput(url, self.label_of), **options)

    def label_of(self, key: Any) -> str:
        try:
            return titles(self.user, self.target, [int(key)]).get(int(key), "")
        except (TypeError, ValueError):
            return ""

    def to_python(self, value: Any) -> int | None:
        if value in (None, ""):
            return None
        if not str(value).isdecimal() or len(str(value)) > 18:
            raise ValidationError(_("Choisissez une fiche dans la liste."))
        return int(value)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not base_queryset(self.user, self.target).filter(pk=value).exists():
            raise ValidationError(_("Cette fiche n’existe pas ou plus. Choisissez-en une dans la liste."))


class Builder:
    """Builds the form fields of one record type for one user."""

    def __init__(self, user: Any, record_type: RecordType, obj: models.Model | None = None) -> None:
        self.user = user
        self.type = record_type
        self.obj = obj
        self._kinds: dict[Kind, Callable[[Field, dict[str, Any]], forms.Field]] = {
            Kind.LONG_TEXT: self._long_text,
            Kind.EMAIL: self._email,
            Kind.PHONE: self._phone,
            Kind.URL: self._url,
            Kind.CHOICE: self._choice,
            Kind.CHOICES: self._choices,
            Kind.INTEGER: self._integer,
            Kind.DECIMAL: self._decimal,
            Kind.MONEY: self._decimal,
            Kind.DATE: self._date,
            Kind.DATETIME: self._moment,
            Kind.BOOLEAN: self._boolean,
            Kind.LINK: self._link,
            Kind.TAGS: self._tags,
            Kind.REFERENCE: self._reference,
        }

    def build(self, field: Field) -> forms.Field:
        options = {"label": field.label, "help_text": field.help, "required": field.required}
        if field.unit and field.kind != Kind.MONEY:
            options["label"] = f"{field.label} ({field.unit})"
        elif field.kind == Kind.MONEY:
            options["label"] = f"{field.label} ({'F CFA' if field.unit == 'XOF' else '€'})"
        built = self._kinds.get(field.kind, self._text)(field, options)
        if field.sensitive:
            built.widget.attrs["data-no-draft"] = True
        if field.required:
            built.error_messages["required"] = _("Indiquez : %s.") % field.label
        return built

    def _model_field(self, field: Field) -> Any:
        try:
            return self.type.model_class._meta.get_field(field.path)
        except FieldDoesNotExist:
            return None

    def _text(self, field: Field, options: dict[str, Any]) -> forms.Field:
        return forms.CharField(max_length=getattr(self._model_field(field), "max_length", None), **options)

    def _long_text(self, field: Field, options: dict[str, Any]) -> forms.Field:
        attrs = {"data-mentions": reverse("notifications:people")} if field.mentions else {}
        return forms.CharField(widget=forms.Textarea(attrs), **options)

    def _email(self, field: Field, options: dict[str, Any]) -> forms.Field:
        if field.clean:
            return forms.CharField(
                widget=forms.TextInput({"inputmode": "email", "autocomplete": "off"}), **options
            )
        built = forms.EmailField(**options)
        built.widget.attrs["autocomplete"] = "off"
        return built

    def _phone(self, field: Field, options: dict[str, Any]) -> forms.Field:
        return forms.CharField(
            max_length=40, widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}), **options
        )

    def _url(self, field: Field, options: dict[str, Any]) -> forms.Field:
        if field.clean:
            return forms.CharField(widget=forms.TextInput({"inputmode": "url"}), **options)
        return forms.URLField(assume_scheme="https", widget=forms.TextInput({"inputmode": "url"}), **options)

    def _choice(self, field: Field, options: dict[str, Any]) -> forms.Field:
        pairs = [(code, label) for code, label in field.choice_pairs() if code != ""]
        known = {code for code, label in pairs}
        present = getattr(self.obj, field.path, "") if self.obj is not None and not field.custom else ""
        if present and present not in known:
            pairs.append((present, present))
        built = forms.ChoiceField(choices=[("", "—"), *pairs], **options)
        return _boxed(built, len(pairs))

    def _choices(self, field: Field, options: dict[str, Any]) -> forms.Field:
        pairs = list(field.choice_pairs())
        if len(pairs) <= MANY_OPTIONS:
            return forms.MultipleChoiceField(choices=pairs, widget=forms.CheckboxSelectMultiple, **options)
        return _boxed(forms.MultipleChoiceField(choices=pairs, **options), len(pairs))

    def _integer(self, field: Field, options: dict[str, Any]) -> forms.Field:
        return WholeNumberField(
            min_value=-(2**31), max_value=2**31 - 1, widget=NumberText(decimal=False), **options
        )

    def _decimal(self, field: Field, options: dict[str, Any]) -> forms.Field:
        model_field = self._model_field(field)
        if isinstance(model_field, models.FloatField):
            return FloatingField(widget=NumberText(decimal=True), **options)
        return NumberField(
            max_digits=getattr(model_field, "max_digits", 20),
            decimal_places=getattr(model_field, "decimal_places", 6),
            widget=NumberText(decimal=True),
            **options,
        )

    def _date(self, field: Field, options: dict[str, Any]) -> forms.Field:
        return forms.DateField(widget=DateInput(), input_formats=["%Y-%m-%d", "%d/%m/%Y"], **options)

    def _moment(self, field: Field, options: dict[str, Any]) -> forms.Field:
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M"]
        return forms.DateTimeField(widget=MomentInput(), input_formats=formats, **options)

    def _boolean(self, field: Field, options: dict[str, Any]) -> forms.Field:
        options["required"] = False
        if field.custom or getattr(self._model_field(field), "null", False):
            return forms.NullBooleanField(widget=YesNo(), **options)
        return forms.BooleanField(**options)

    def _offered(self, field: Field) -> models.QuerySet:
        model = related_model(self.type, field)
        return field.options(self.user) if field.options else model._default_manager.all()

    def _link(self, field: Field, options: dict[str, Any]) -> forms.Field:
        offered = self._offered(field)
        present = getattr(self.obj, f"{field.path}_id", None) if self.obj is not None else None
        if present is not None:
            offered = (offered | type(self)._one(offered.model, present)).distinct()
        built = forms.ModelChoiceField(offered, empty_label="—", **options)
        return _boxed(built, offered.count())

    @staticmethod
    def _one(model: Any, pk: Any) -> models.QuerySet:
        return model._default_manager.filter(pk=pk)

    def _tags(self, field: Field, options: dict[str, Any]) -> forms.Field:
        offered = self._offered(field)
        count = offered.count()
        widget = forms.CheckboxSelectMultiple if 0 < count <= MANY_OPTIONS else forms.SelectMultiple
        return _boxed(forms.ModelMultipleChoiceField(offered, widget=widget, **options), count)

    def _reference(self, field: Field, options: dict[str, Any]) -> forms.Field:
        return ReferenceField(self.user, record_types.get(field.target), **options)


def _boxed(built: Any, count: int) -> Any:
    """A long list is searched by typing; an empty one is not asked."""
    built.nothing_to_choose = not count and not built.required
    if count > MANY_OPTIONS:
        built.widget.attrs["data-combobox"] = ""
    return built
