"""The generic writes of any record type. Types with rules of their own replace them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.rights.api import require
from essaim.kit import events
from essaim.kit.writing import Unit, snapshot, writing

from .catalogue import all_fields
from .declarations import Field, RecordType, type_of
from .hanging import following_of, take_links_away
from .kinds import Kind
from .notices import mention_values, tell_mentions


class StaleRecord(Exception):
    """The record changed since it was read. `current`: the object as it stands now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(_("Cette fiche a été modifiée entre-temps."))
        self.current = current


class StillInUse(Exception):
    """The record cannot be deleted: `blockers` lists (label, how many) of what hangs on it."""

    def __init__(self, blockers: list[tuple[str, int]]) -> None:
        super().__init__(_("Cette fiche est encore utilisée."))
        self.blockers = blockers


def create(*, actor: Any, record_type: RecordType, values: dict[str, Any], origin: str = "") -> models.Model:
    """A new record from `values` (by field name). Raises ValidationError by field, PermissionDenied."""
    if record_type.create is not None:
        return record_type.create(actor=actor, record_type=record_type, values=values, origin=origin)
    return generic_create(actor=actor, record_type=record_type, values=values, origin=origin)


def change(
    *,
    actor: Any,
    record_type: RecordType,
    obj: models.Model,
    values: dict[str, Any],
    version: int | None = None,
    origin: str = "",
) -> models.Model:
    """Writes `values` on `obj`. With `version`, raises StaleRecord when it is no longer the current one."""
    action = record_type.change or generic_change
    return action(
        actor=actor, record_type=record_type, obj=obj, values=values, version=version, origin=origin
    )


def delete(*, actor: Any, record_type: RecordType, obj: models.Model, origin: str = "") -> None:
    """Deletes `obj`, or raises StillInUse naming what hangs on it."""
    action = record_type.delete or generic_delete
    action(actor=actor, record_type=record_type, obj=obj, origin=origin)


def generic_create(
    *, actor: Any, record_type: RecordType, values: dict[str, Any], origin: str = ""
) -> models.Model:
    require(actor, "create", record_type.resource)
    with writing(actor, origin) as work:
        obj = record_type.model_class(**record_type.base_filter)
        defaults = record_type.defaults(actor) if record_type.defaults else {}
        obj.created_by = obj.changed_by = actor  # type: ignore[attr-defined]
        later = _assign(record_type, obj, {**defaults, **values})
        _save(obj, record_type)
        _assign_many(obj, later)
        if record_type.after_save:
            record_type.after_save(obj=obj, actor=actor, work=work, values=values)
        require(actor, "create", record_type.resource, obj, record_type.guard)
        work.created(obj, {**snapshot(obj), **_many_values(later)})
        tell_mentions(record_type, obj, actor, {})
        events.publish("records.created", type=record_type.name, id=obj.pk, actor=actor)
    return obj


def generic_change(
    *,
    actor: Any,
    record_type: RecordType,
    obj: models.Model,
    values: dict[str, Any],
    version: int | None = None,
    origin: str = "",
) -> models.Model:
    with writing(actor, origin) as work:
        current = lock(record_type, obj.pk)
        require(actor, "change", record_type.resource, current, record_type.guard)
        if version is not None and current.version != version:  # type: ignore[attr-defined]
            raise StaleRecord(current)
        before = snapshot(current)
        many_before, named_before = (
            _many_before(record_type, current, values),
            mention_values(record_type, current),
        )
        later = _assign(record_type, current, values)
        if snapshot(current) == before and _many_values(later) == many_before:
            return current
        current.version += 1  # type: ignore[attr-defined]
        current.changed_at, current.changed_by = timezone.now(), actor  # type: ignore[attr-defined]
        _save(current, record_type)
        _assign_many(current, later)
        if record_type.after_save:
            record_type.after_save(obj=current, actor=actor, work=work, values=values)
        require(actor, "change", record_type.resource, current, record_type.guard)
        _note_change(work, current, before, many_before, later)
        tell_mentions(record_type, current, actor, named_before)
        events.publish("records.changed", type=record_type.name, id=current.pk, actor=actor)
    return current


def generic_delete(*, actor: Any, record_type: RecordType, obj: models.Model, origin: str = "") -> None:
    """What goes with the record is journalled row by row, and told as deleted where it is a record."""
    with writing(actor, origin) as work:
        current = lock(record_type, obj.pk)
        require(actor, "delete", record_type.resource, current, record_type.guard)
        try:
            told = [(record_type.name, current.pk), *_note_following(work, current)]
            work.deleted(current)
            current.delete()
        except (ProtectedError, RestrictedError) as error:
            blocking = getattr(error, "protected_objects", None) or error.restricted_objects  # type: ignore[union-attr]
            raise StillInUse(_counted(blocking)) from error
        for name, pk in told:
            take_links_away(name, pk)
            events.publish("records.deleted", type=name, id=pk, actor=actor)


def _note_following(work: Unit, current: models.Model) -> list[tuple[str, Any]]:
    """Journals each row that goes or loses its link; (type, key) of the records among those that go."""
    following = following_of([current])
    note = _("avec « %s »") % str(current)[:150]
    told = []
    for row in following.deleted:
        work.deleted(row, note)
        row_type = type_of(row)
        if row_type is not None:
            told.append((row_type.name, row.pk))
    for row, name in following.loosened:
        work.noted(row, "changed", {name: (current.pk, None)}, note)
    return told


def lock(record_type: RecordType, pk: Any) -> models.Model:
    """The record, locked until the end of the transaction where the database can."""
    return record_type.model_class._base_manager.select_for_update(of=("self",)).get(pk=pk)


def _assign(record_type: RecordType, obj: models.Model, values: dict[str, Any]) -> dict[Field, Any]:
    """Sets plain fields and returns the to-many ones, to be set once the object is saved."""
    fields = all_fields(record_type)
    later: dict[Field, Any] = {}
    errors: dict[str, Any] = {}
    for name, value in values.items():
        field = fields.get(name)
        if field is None or not field.editable:
            raise ValidationError({"__all__": _("Le champ « %s » ne peut pas être écrit.") % name})
        try:
            cleaned = clean_value(field, value)
        except ValidationError as error:
            errors[name] = error.messages
            continue
        if field.is_many:
            later[field] = cleaned
        else:
            write_value(obj, field, cleaned)
    if errors:
        raise ValidationError(errors)
    return later


def clean_value(field: Field, value: Any) -> Any:
    """The value as it is kept, or ValidationError: the field's own check, then whether it may be empty."""
    if field.clean and value not in (None, ""):
        value = field.clean(value)
    if field.required and value in (None, "", [], ()):
        raise ValidationError(_("Ce champ est obligatoire."))
    return value


def write_value(obj: models.Model, field: Field, value: Any) -> None:
    """Sets one plain field on an object, custom fields in their JSON."""
    if field.custom:
        custom = dict(obj.custom)  # type: ignore[attr-defined]
        if value in (None, "", []):
            custom.pop(field.name, None)
        else:
            custom[field.name] = value.isoformat() if hasattr(value, "isoformat") else _plain(value)
        obj.custom = custom  # type: ignore[attr-defined]
        return
    if field.kind in (Kind.LINK, Kind.REFERENCE):
        column = obj._meta.get_field(field.path).attname  # type: ignore[union-attr]
        setattr(obj, column, getattr(value, "pk", value))
        return
    if value is None and (field.is_text or field.kind == Kind.CHOICE):
        model_field: Any = obj._meta.get_field(field.path)
        value = None if model_field.null else ""
    if isinstance(value, Decimal) and isinstance(obj._meta.get_field(field.path), models.FloatField):
        value = float(value)
    setattr(obj, field.path, value)


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, float, bool, list)) else str(value)


def _save(obj: models.Model, record_type: RecordType) -> None:
    """Full clean, its errors put back on the fields of the record type, then save."""
    try:
        obj.full_clean(validate_constraints=True)
    except ValidationError as error:
        by_path = {field.path: name for name, field in all_fields(record_type).items()}
        errors: dict[str, Any] = {}
        for path, messages in error.message_dict.items():
            errors.setdefault(by_path.get(path, "__all__"), []).extend(messages)
        raise ValidationError(errors) from error
    obj.save()


def _assign_many(obj: models.Model, later: dict[Field, Any]) -> None:
    for field, value in later.items():
        getattr(obj, field.path).set(value)


def _many_values(later: dict[Field, Any]) -> dict[str, list[int]]:
    return {field.name: sorted(getattr(item, "pk", item) for item in value) for field, value in later.items()}


def _many_before(record_type: RecordType, obj: models.Model, values: dict[str, Any]) -> dict[str, list[int]]:
    fields = all_fields(record_type)
    return {
        name: sorted(getattr(obj, fields[name].path).values_list("pk", flat=True))
        for name in values
        if name in fields and fields[name].is_many
    }


def _note_change(
    work: Unit, obj: models.Model, before: dict, many_before: dict, later: dict[Field, Any]
) -> None:
    many_after = _many_values(later)
    after = snapshot(obj)
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    fields = {name: (before.get(name), after.get(name)) for name in names}
    fields |= {
        name: (many_before[name], many_after[name])
        for name in many_after
        if many_before.get(name) != many_after[name]
    }
    work.noted(obj, "changed", fields)


def _counted(objects: Any) -> list[tuple[str, int]]:
    totals: dict[str, int] = {}
    for item in objects:
        label = str(item._meta.verbose_name_plural)
        totals[label] = totals.get(label, 0) + 1
    return sorted(totals.items())
