"""Writes on custom fields: administrators only, journalled, values never lost without being counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Func, JSONField, Max, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.records.declarations import record_types
from essaim.engines.records.kinds import Kind
from essaim.engines.records.models import CustomField
from essaim.engines.rights.api import require
from essaim.kit.writing import snapshot, writing

from .naming import field_name, new_choices
from .queries import holders

RESOURCE = "access"
WRITABLE = ("label", "required", "help", "section", "sensitive", "default_column")
LISTS = (Kind.CHOICE, Kind.CHOICES)


class WithoutKey(Func):
    """A JSON object without one of its keys."""

    output_field = JSONField()

    def _parts(self) -> tuple[Any, str]:
        column, key = self.source_expressions
        return column, key.value  # type: ignore[attr-defined]

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        column, key = self._parts()
        sql, params = compiler.compile(column)
        return f"JSON_REMOVE({sql}, %s)", [*params, f'$."{key}"']

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:  # type: ignore[override]
        column, key = self._parts()
        sql, params = compiler.compile(column)
        return f"({sql} - %s)", [*params, key]


def do_add_field(
    *, actor: Any, type_name: str, label: str, kind: str, choices: Iterable[str] = (), **values: Any
) -> CustomField:
    """`choices`: labels, for lists. `values`: among `WRITABLE`. Raises ValidationError by name."""
    require(actor, "change", RESOURCE)
    if not record_types.get(type_name).custom_fields:
        raise ValidationError(_("Ce type de fiche n’accepte pas de champ personnalisé."))
    with writing(actor) as work:
        label = " ".join(label.split())
        siblings = CustomField.objects.filter(type=type_name)
        last = siblings.aggregate(last=Max("order"))["last"] or 0
        field = CustomField(
            type=type_name,
            name=field_name(label, set(siblings.values_list("name", flat=True))),
            label=label,
            kind=kind,
            choices=new_choices(choices, []) if kind in LISTS else [],
            order=min(last + 10, 32000),
            created_by=actor,
        )
        _fill(field, values)
        field.save()
        work.created(field)
    return field


def do_change_field(
    *,
    actor: Any,
    field: CustomField,
    renamed: dict[str, str] | None = None,
    added: Iterable[str] = (),
    **values: Any,
) -> CustomField:
    """`renamed`: new label of choices by code ("" takes the choice away); `added`: labels of new ones."""
    require(actor, "change", RESOURCE)
    with writing(actor) as work:
        current = CustomField.objects.select_for_update().get(pk=field.pk)
        before = snapshot(current)
        if current.kind in LISTS:
            current.choices = new_choices(added, _renamed(current, renamed or {}))
        _fill(current, values)
        current.changed_at = timezone.now()
        current.save()
        work.changed(current, before)
    return current


def _fill(field: CustomField, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name not in {*WRITABLE}:
            raise ValidationError({name: _("Cette propriété ne se change pas.")})
        setattr(field, name, value)
    if field.kind in LISTS and not field.live_choices:
        raise ValidationError({"choices": _("Indiquez au moins un choix.")})
    field.full_clean()


def _renamed(field: CustomField, labels: dict[str, str]) -> list[list[Any]]:
    """A choice taken away is kept, marked, as long as a record holds it."""
    result: list[list[Any]] = []
    for code, label, *gone in field.choices:
        new = labels.get(code, label).strip()
        if new:
            result.append([code, new[:100], *gone])
        elif _is_held(field, code):
            result.append([code, label, True])
    return result


def _is_held(field: CustomField, code: str) -> bool:
    return holders(field).filter(**{f"custom__{field.name}__icontains": code}).exists()


def do_retire_field(*, actor: Any, field: CustomField) -> None:
    """The field goes from lists, forms, filters and exports; its values stay."""
    _set_retired(actor, field, timezone.now(), "retired")


def do_bring_back_field(*, actor: Any, field: CustomField) -> None:
    _set_retired(actor, field, None, "brought_back")


def _set_retired(actor: Any, field: CustomField, when: Any, kind: str) -> None:
    require(actor, "change", RESOURCE)
    with writing(actor) as work:
        field.retired_at, field.changed_at = when, timezone.now()
        field.save(update_fields=["retired_at", "changed_at"])
        work.noted(field, kind)


def do_delete_field(*, actor: Any, field: CustomField) -> int:
    """Destroys a field and every value it holds; returns how many records lost one."""
    require(actor, "delete", RESOURCE)
    with writing(actor) as work:
        lost = holders(field).update(custom=WithoutKey(F("custom"), Value(field.name)))
        work.deleted(field, note=_("%d valeurs supprimées") % lost)
        field.delete()
    return lost


def do_order_fields(*, actor: Any, type_name: str, ids: Iterable[int]) -> None:
    require(actor, "change", RESOURCE)
    with writing(actor) as work:
        known = {item.pk: item for item in CustomField.objects.filter(type=type_name)}
        now = timezone.now()
        for place, pk in enumerate((pk for pk in ids if pk in known), 1):
            item = known[pk]
            before = snapshot(item)
            item.order, item.changed_at = place * 10, now
            item.save(update_fields=["order", "changed_at"])
            work.changed(item, before)
