"""What the journal remembers of a person: given back, and blanked with the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.directory.api import Person
from essaim.engines.journal.api import describers, history, reads
from essaim.engines.privacy.declarations import PersonalPart, Section, parts
from essaim.engines.privacy.extracting import plain

MOST = 2000


def export(person: Person) -> Iterable[Section]:
    model, key = person._meta.label_lower, str(person.pk)
    rows = [
        {_("Le"): plain(entry.at), _("Changements"): _changes(model, entry.fields)}
        for entry in history(model, key)[:MOST]
        if entry.fields
    ]
    yield Section(_("Ce qui a été écrit sur votre fiche"), rows)
    looks = [
        {_("Le"): plain(at), _("Données lues"): _names(model, fields)}
        for at, fields in reads(model, key)[:MOST]
    ]
    yield Section(_("Lectures de vos données sensibles"), looks)


def _changes(model: str, fields: dict[str, list[Any]]) -> dict[str, Any]:
    found = {}
    for name, (old, new) in fields.items():
        label = _label(model, name)
        if label:
            found[label] = {_("avant"): old, _("après"): new}
    return found


def _names(model: str, fields: Iterable[str]) -> list[str]:
    return [_label(model, name) or name for name in fields]


def _label(model: str, name: str) -> str:
    described = describers.get(model).label(name) if model in describers else None
    return str(described) if described else ""


parts.declare(
    PersonalPart(
        "journal", gettext_lazy("Historique"), ("journal.Entry",), export,
        kept=gettext_lazy("Les valeurs sont effacées avec chaque fiche ; restent la date et l’auteur de chaque geste."),
        order=900,
    )
)  # fmt: skip
