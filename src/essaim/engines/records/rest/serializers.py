"""Serializers made from the description of a record type: they check what comes in and document both ways."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from rest_framework import serializers

from essaim.engines.records.catalogue import fields_for
from essaim.engines.records.declarations import Field, RecordType, record_types
from essaim.engines.records.kinds import Kind
from essaim.engines.records.query.compiler import base_queryset
from essaim.engines.records.rows import related_model
from essaim.engines.records.values import hidden_tags, writable_fields

FIXED = ("id", "version")
# What the API says of every record; a type's own field of the same name takes its place.
RESERVED = (*FIXED, "title", "url", "changed_at")


class RecordSerializer(serializers.Serializer):
    """What every record has beside its own fields."""

    id = serializers.IntegerField(read_only=True)
    version = serializers.IntegerField(
        required=False, help_text="La version lue ; une version dépassée est refusée."
    )
    title = serializers.CharField(read_only=True, help_text="Comment la fiche se lit.")
    url = serializers.CharField(read_only=True, help_text="L’adresse de sa page.")
    changed_at = serializers.DateTimeField(read_only=True)

    record_fields: dict[str, Field] = {}

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else set()
        if unknown:
            raise serializers.ValidationError(
                {name: [_("Ce champ n’existe pas.")] for name in sorted(unknown)}
            )
        refused = (
            [name for name in data if name in self.fields and self.fields[name].read_only] if data else []
        )
        refused = [name for name in refused if name not in RESERVED]
        if refused:
            raise serializers.ValidationError({name: [_("Ce champ ne s’écrit pas.")] for name in refused})
        return super().to_internal_value(data)


class FloatingField(serializers.DecimalField):
    """For columns that hold floats: any number of decimals, read as a float; neither NaN nor infinity."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=None, decimal_places=None, coerce_to_string=False, **options)

    def to_internal_value(self, data: Any) -> Any:
        return float(super().to_internal_value(data))


class Builder:
    """Builds the serializer of one record type for one reader; `obj` when one is changed."""

    def __init__(self, user: Any, record_type: RecordType, obj: models.Model | None = None) -> None:
        self.user, self.type, self.obj = user, record_type, obj
        self._kinds: dict[Kind, Any] = {
            Kind.CHOICE: self._choice,
            Kind.CHOICES: self._choices,
            Kind.INTEGER: self._integer,
            Kind.DECIMAL: self._decimal,
            Kind.MONEY: self._decimal,
            Kind.DATE: lambda field, options: serializers.DateField(allow_null=True, **options),
            Kind.DATETIME: lambda field, options: serializers.DateTimeField(allow_null=True, **options),
            Kind.BOOLEAN: self._boolean,
            Kind.LINK: self._link,
            Kind.TAGS: self._tags,
            Kind.REFERENCE: self._reference,
            Kind.REFERENCES: self._references,
        }

    def serializer_class(self) -> type[RecordSerializer]:
        fields = fields_for(self.user, self.type)
        writable = writable_fields(self.user, self.type, self.obj)
        members: dict[str, Any] = {
            name: self.build(field, name in writable) for name, field in fields.items() if name not in FIXED
        }
        members["record_fields"] = fields
        members["__doc__"] = str(self.type.label)
        return type(re.sub(r"\W|_", "", self.type.name.title()), (RecordSerializer,), members)

    def build(self, field: Field, writable: bool) -> serializers.Field:
        options: dict[str, Any] = {"label": str(field.label), "help_text": str(field.help or "")}
        if not writable or field.kind == Kind.REFERENCES:
            options["read_only"] = True
        else:
            options["required"] = field.required and field.only_when is None
        return self._kinds.get(field.kind, self._text)(field, options)

    def _model_field(self, field: Field) -> Any:
        try:
            return None if field.custom else self.type.model_class._meta.get_field(field.path)
        except FieldDoesNotExist:
            return None

    def _text(self, field: Field, options: dict[str, Any]) -> serializers.Field:
        longest = getattr(self._model_field(field), "max_length", None)
        if field.kind == Kind.EMAIL and field.clean is None:
            return serializers.EmailField(allow_null=True, allow_blank=True, max_length=longest, **options)
        return serializers.CharField(
            allow_null=True, allow_blank=True, max_length=None if field.clean else longest, **options
        )

    def _choice(self, field: Field, options: dict[str, Any]) -> serializers.Field:
        pairs = [(code, str(label)) for code, label in field.choice_pairs()]
        return serializers.ChoiceField(pairs, allow_null=True, allow_blank=True, **options)

    def _choices(self, field: Field, options: dict[str, Any]) -> serializers.Field:
        pairs = [(code, str(label)) for code, label in field.choice_pairs()]
        return serializers.ListField(child=serializers.ChoiceField(pairs), **options)

    def _integer(self, field: Field, options: dict[str, Any]) -> serializers.Field:
        return serializers.IntegerField(allow_null=True, min_value=-(2**31), max_value=2**31 - 1, **options)

    def _decimal(self, field: Field, options: dict[str, Any]) -> serializers.Field:
        known = self._model_field(field)
        if isinstance(known, models.FloatField):
            return FloatingField(allow_null=True, **options)
        return serializers.DecimalField(
            max_digits=getattr(known, "max_digits", 21),
            decimal_places=getattr(known, "decimal_places", 6),
            allow_null=True,
            **options,
        )

    def _boolean(self, field: Field, options: dict[str, Any]) -> serializers.Field:
        nullable = field.custom or getattr(self._model_field(field), "null", False)
        return serializers.BooleanField(allow_null=nullable, **options)

    def _offered(self, field: Field) -> models.QuerySet:
        model = related_model(self.type, field)
        return field.options(self.user) if field.options else model._default_manager.all()

    def _link(self, field: Field, options: dict[str, Any]) -> serializers.Field:
        if options.get("read_only"):
            return serializers.IntegerField(**options)
        return serializers.PrimaryKeyRelatedField(queryset=self._offered(field), allow_null=True, **options)

    def _tags(self, field: Field, options: dict[str, Any]) -> serializers.Field:
        if options.get("read_only"):
            return serializers.ListField(child=serializers.IntegerField(), **options)
        child = serializers.PrimaryKeyRelatedField(queryset=self._offered(field))
        return serializers.ListField(child=child, **options)

    def _reference(self, field: Field, options: dict[str, Any]) -> serializers.Field:
        if options.get("read_only"):
            return serializers.IntegerField(**options)
        target = base_queryset(self.user, record_types.get(field.target))
        return serializers.PrimaryKeyRelatedField(queryset=target, allow_null=True, **options)

    def _references(self, field: Field, options: dict[str, Any]) -> serializers.Field:
        return serializers.ListField(child=serializers.IntegerField(), **options)


def values_to_write(
    user: Any, record_type: RecordType, data: dict[str, Any], obj: models.Model | None = None
) -> tuple[dict[str, Any], int | None]:
    """(values for the action, version given). Raises serializers.ValidationError by field, in French."""
    builder = Builder(user, record_type, obj)
    serializer = builder.serializer_class()(data=data, partial=obj is not None)
    serializer.is_valid(raise_exception=True)
    values = dict(serializer.validated_data)
    version = values.pop("version", None)
    fields = fields_for(user, record_type)
    for name, value in values.items():
        if fields[name].kind == Kind.TAGS:
            keys = {getattr(item, "pk", item) for item in value}
            values[name] = sorted(
                keys | (hidden_tags(user, record_type, fields[name], obj) if obj else set())
            )
        elif isinstance(value, models.Model):
            values[name] = value.pk
    return values, version
