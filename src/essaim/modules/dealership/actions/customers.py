"""Writing a customer: what is the directory's goes to the directory, in the same transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import network_ids
from essaim.engines.directory.api import Consent, do_record_consents
from essaim.engines.records.api import (
    RecordType,
    StaleRecord,
    generic_change,
    generic_delete,
    lock,
    record_types,
    write_value,
)
from essaim.engines.records.api import change as change_record
from essaim.engines.records.api import create as create_record
from essaim.engines.rights.api import require
from essaim.kit import events
from essaim.kit.writing import snapshot, writing
from essaim.modules.dealership.choices import CustomerKind
from essaim.modules.dealership.following import plan_contact
from essaim.modules.dealership.french import join_street
from essaim.modules.dealership.models import Customer

SHARED = ("street_extra", "postcode", "city", "phone", "mobile", "email")
IN_DIRECTORY = {
    CustomerKind.PRIVATE: {
        **{name: name for name in (*SHARED, "civility", "first_name", "last_name", "birth_date")},
    },
    CustomerKind.COMPANY: {
        **{name: name for name in (*SHARED, "siren", "siret", "naf", "parent")},
        "company_name": "name",
        "trade_name": "short_name",
        "company_type": "legal_form",
    },
}
TYPES = {CustomerKind.PRIVATE: "people", CustomerKind.COMPANY: "organisations"}
STREET = ("street_number", "street_name")
NAMES = {CustomerKind.PRIVATE: "last_name", CustomerKind.COMPANY: "company_name"}


def defaults(actor: Any) -> dict[str, Any]:
    """A new customer belongs to its author's dealership, and its author follows them."""
    if actor is None:
        return {}
    own = sorted(network_ids(actor))
    return {"dealership": own[0] if own else None, "assigned_to": actor.pk}


def create(
    *, actor: Any, record_type: RecordType, values: dict[str, Any], origin: str = "", owner: Any = None
) -> Customer:
    """`owner`: a person or organisation that is known already and becomes a customer."""
    require(actor, "create", record_type.resource)
    values = {**defaults(actor), **values}
    kind = CustomerKind(values.get("kind") or CustomerKind.PRIVATE)
    _refuse_unknown(record_type, values)
    _need_name(kind, values, owner)
    with writing(actor, origin) as work:
        made = Customer(kind=kind, created_by=actor, changed_by=actor)
        _write_own(record_type, made, values)
        _set_owner(made, owner or _make_owner(actor, kind, values, made))
        made.full_clean()
        made.save()
        made.number = f"C{made.pk:06d}"
        made.save(update_fields=["number", "filter_text"])
        require(actor, "create", record_type.resource, made, record_type.guard)
        work.created(made)
        _write_said(actor, made, values)
        events.publish("records.created", type=record_type.name, id=made.pk, actor=actor)
    return made


def change(
    *,
    actor: Any,
    record_type: RecordType,
    obj: Any,
    values: dict[str, Any],
    version: int | None = None,
    origin: str = "",
) -> Customer:
    _refuse_unknown(record_type, values)
    with writing(actor, origin) as work:
        current: Any = lock(record_type, obj.pk)
        require(actor, "change", record_type.resource, current, record_type.guard)
        if version is not None and current.version != version:
            raise StaleRecord(current)
        if values.get("kind", current.kind) != current.kind:
            raise ValidationError(
                {"kind": _("Un particulier ne devient pas une société : créez une autre fiche.")}
            )
        own = {name: value for name, value in values.items() if _is_own(record_type, name) and name != "kind"}
        before = current.version
        differing = _change_owner(actor, current, values) | _write_said(actor, current, values)
        current = generic_change(actor=actor, record_type=record_type, obj=current, values=own)
        if differing and current.version == before:
            _bump(actor, record_type, current)
        if differing:
            work.noted(current, "changed", differing)
    return current


def delete(*, actor: Any, record_type: RecordType, obj: Any, origin: str = "") -> None:
    """The sheet goes; the person or organisation stays in the directory."""
    generic_delete(actor=actor, record_type=record_type, obj=obj, origin=origin)


def _bump(actor: Any, record_type: RecordType, current: Customer) -> None:
    """Only the directory's part changed: the sheet is a new version all the same."""
    current.version += 1
    current.changed_at, current.changed_by = timezone.now(), actor
    current.save()
    events.publish("records.changed", type=record_type.name, id=current.pk, actor=actor)


def _refuse_unknown(record_type: RecordType, values: dict[str, Any]) -> None:
    for name in values:
        field = record_type.own_fields.get(name)
        if field is not None and not field.editable:
            raise ValidationError({"__all__": _("Le champ « %s » ne peut pas être écrit.") % name})


def _need_name(kind: CustomerKind, values: dict[str, Any], owner: Any) -> None:
    name = NAMES[kind]
    if owner is None and not values.get(name):
        raise ValidationError({name: _("Ce champ est obligatoire.")})


def _is_own(record_type: RecordType, name: str) -> bool:
    """Is it a column of the customer itself (or a custom field)?"""
    field = record_type.own_fields.get(name)
    return field is None or (field.expression is None and "__" not in field.path)


def _write_own(record_type: RecordType, made: Customer, values: dict[str, Any]) -> None:
    from essaim.engines.records.api import all_fields

    fields = all_fields(record_type)
    for name, value in values.items():
        if name not in fields:
            raise ValidationError({"__all__": _("Le champ « %s » ne peut pas être écrit.") % name})
        if _is_own(record_type, name) and name != "kind":
            write_value(made, fields[name], value)
    made.consents = list(made.consents or [])


def _set_owner(made: Customer, owner: Any) -> None:
    setattr(made, "person" if made.kind == CustomerKind.PRIVATE else "organisation", owner)


def _owner_values(kind: CustomerKind, values: dict[str, Any], customer: Customer) -> dict[str, Any]:
    """What of `values` is the directory's, under its own names there."""
    known = IN_DIRECTORY[kind]
    found = {known[name]: value for name, value in values.items() if name in known}
    if any(name in values for name in STREET):
        number, street = (values.get(name, getattr(customer, name)) for name in STREET)
        found["street"] = join_street(number or "", street or "")
    if "assigned_to" in values:
        found["assigned_to"] = values["assigned_to"]
    return found


def _make_owner(actor: Any, kind: CustomerKind, values: dict[str, Any], made: Customer) -> Any:
    found = _owner_values(kind, values, made)
    if made.dealership_id:
        found["networks"] = [made.dealership_id]
    return _renamed(
        kind, lambda: create_record(actor=actor, record_type=record_types.get(TYPES[kind]), values=found)
    )


def _change_owner(actor: Any, current: Customer, values: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Writes the directory's part; gives what changed, by the paths of the sheet."""
    kind, owner = CustomerKind(current.kind), current.owner
    found = _owner_values(kind, values, current)
    if not found or owner is None:
        return {}
    before = snapshot(owner)
    changed = _renamed(
        kind,
        lambda: change_record(
            actor=actor, record_type=record_types.get(TYPES[kind]), obj=owner, values=found
        ),
    )
    after = snapshot(changed)
    _set_owner(current, changed)
    prefix = "person__" if kind == CustomerKind.PRIVATE else "organisation__"
    return {
        (name if name in SHARED else prefix + name): (before.get(name), after.get(name))
        for name in found
        if name not in ("street", "assigned_to", "networks") and before.get(name) != after.get(name)
    }


def _renamed(kind: CustomerKind, write: Any) -> Any:
    """Errors of the directory, under the names the sheet gives its fields."""
    back = {theirs: ours for ours, theirs in IN_DIRECTORY[kind].items()}
    try:
        return write()
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            raise
        raise ValidationError(
            {back.get(name, "__all__"): messages for name, messages in error.message_dict.items()}
        ) from error


def _write_said(actor: Any, customer: Customer, values: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Consents go to the directory, with their day; the next contact is a task."""
    if "consents" in values:
        known = set(_given(customer))
        wanted = set(values["consents"] or [])
        for channels, given in ((wanted - known, True), (known - wanted, False)):
            if channels:
                said = Consent(purpose=Consent.Purpose.OFFERS, given=given, source=Consent.Source.OTHER,
                               proof=str(_("Noté sur la fiche client")))  # fmt: skip
                do_record_consents(actor=actor, owner=customer.owner, channels=sorted(channels), said=said)
    if "next_contact_on" not in values:
        return {}
    before: date | None = customer.next_contact_on
    after: date | None = values["next_contact_on"] or None
    if before == after:
        return {}
    plan_contact(actor, customer, after)
    return {"next_contact_on": (before.isoformat() if before else None, after.isoformat() if after else None)}


def _given(customer: Customer) -> list[str]:
    from essaim.modules.dealership.consenting import channels_given

    return channels_given(customer.owner) if customer.pk else []
