"""What a column may become: a field, a field of a related record, several fields at once, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.exchange.values.repairs import nature_of
from essaim.engines.records.api import Field, Kind, RecordType, fields_for, record_types
from essaim.engines.rights.api import can

from .words import CONCEPTS


@dataclass(frozen=True)
class Target:
    """`code`: "siret", "main_organisation.siret" or "@person_name". `field` is the one at the end, if one."""

    code: str
    label: str
    group: str
    words: tuple[str, ...]
    field: Field | None = None
    through: Field | None = None
    writes: tuple[str, ...] = ()
    several: bool = False
    bare: bool = False

    @property
    def nature(self) -> str:
        """What its values look like, in the terms of `contents`; "" for free text."""
        if self.field is None:
            return {"@town": "town", "@address": "address", "@street_number": "house"}.get(self.code, "")
        if self.field.kind == Kind.EMAIL:
            return "email"
        if self.field.is_date:
            return "date"
        if self.field.kind == Kind.BOOLEAN:
            return "boolean"
        return nature_of(self.field) or ("naf" if self.field.name == "naf" else "")


OWN_KEY = "@id"
SPLITS = {
    "@person_name": (("last_name", "first_name"), "Nom et prénom dans la même cellule"),
    "@street_number": (("street",), "Numéro dans la rue"),
    "@town": (("postcode", "city"), "Code postal et ville dans la même cellule"),
    "@address": (("street", "postcode", "city"), "Adresse complète dans la même cellule"),
}
RELATED_KINDS = (Kind.TEXT, Kind.EMAIL, Kind.PHONE)
RELATED_NAMES = (
    "name",
    "siret",
    "siren",
    "email",
    "phone",
    "street",
    "postcode",
    "city",
    "last_name",
    "first_name",
)


def writable_fields(user: Any, record_type: RecordType) -> dict[str, Field]:
    """The fields `user` may bring through a file: seen, editable, importable."""
    return {
        name: field
        for name, field in fields_for(user, record_type).items()
        if field.editable and field.importable and field.kind != Kind.REFERENCES
    }


def targets_for(user: Any, record_type: RecordType) -> dict[str, Target]:
    """All the targets by code, in the order they are offered."""
    fields = writable_fields(user, record_type)
    found = {OWN_KEY: own_key_target()}
    found |= {name: _own(name, field, record_type) for name, field in fields.items()}
    for code, (writes, label) in SPLITS.items():
        if set(writes) <= set(fields):
            found[code] = Target(
                code, _(label), _("Plusieurs champs à la fois"), CONCEPTS[code], writes=writes
            )
    for field in fields.values():
        if field.kind == Kind.REFERENCE:
            found |= _related(user, field, set(fields))
    return found


def own_key_target() -> Target:
    """Our own number of a record, as our exports give it."""
    return Target(
        OWN_KEY, _("Identifiant d’Essaim"), _("Reconnaître la fiche"), ("identifiant essaim", "id essaim")
    )


def _own(name: str, field: Field, record_type: RecordType) -> Target:
    words = (str(field.label), name.replace("_", " "), *field.aliases, *CONCEPTS.get(name, ()))
    return Target(
        name, str(field.label), str(field.section or record_type.label), words, field, writes=(name,),
        several=field.kind in (Kind.TAGS, Kind.CHOICES, Kind.LONG_TEXT),
    )  # fmt: skip


def _related(user: Any, through: Field, own: set[str]) -> dict[str, Target]:
    """Fields of the record that a reference leads to: "Organisme : SIRET" in a list of people."""
    target = record_types.get(through.target)
    if not can(user, "view", target.resource):
        return {}
    called = (str(through.label), *through.aliases)
    found = {}
    for name, field in writable_fields(user, target).items():
        if field.kind not in RELATED_KINDS or name not in RELATED_NAMES:
            continue
        bare = (str(field.label), name.replace("_", " "), *CONCEPTS.get(name, ())[:4])
        words = tuple(f"{word} {call}" for word in bare for call in called)
        alone = name not in own and name in ("siret", "siren")
        if alone:
            words += (*bare, *field.aliases)
        code = f"{through.name}.{name}"
        label = _("%(through)s : %(field)s") % {"through": through.label, "field": field.label}
        found[code] = Target(
            code, label, str(through.label), words, field, through, writes=(code,), bare=alone
        )
    return found
