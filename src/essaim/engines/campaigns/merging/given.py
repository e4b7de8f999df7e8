"""The merge fields every text has."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from essaim.engines.directory.api import Organisation, Person
from essaim.engines.records.api import RecordType

from .fields import MergeField, merge_fields

TITLES = {"mme": "Madame", "m": "Monsieur", "dr": "Docteur", "pr": "Professeur", "me": "Maître"}
UNKNOWN = "Madame, Monsieur"


def greetings(user: Any, record_type: RecordType, keys: list[int]) -> dict[int, str]:
    """ "Madame Diop", or "Madame, Monsieur" where the civility is not known."""
    people = _people_of(record_type, keys)
    said = dict(Person._base_manager.filter(pk__in=set(people.values())).values_list("pk", "civility"))
    names = dict(Person._base_manager.filter(pk__in=set(people.values())).values_list("pk", "last_name"))
    found = dict.fromkeys(keys, UNKNOWN)
    for key, person in people.items():
        title = TITLES.get(said.get(person, ""))
        if title:
            found[key] = f"{title} {names[person]}"
    return found


def addresses(user: Any, record_type: RecordType, keys: list[int]) -> dict[int, str]:
    model: Any = {"people": Person, "organisations": Organisation}.get(record_type.name)
    if model is None:
        return {}
    return {item.pk: "\n".join(item.address_lines) for item in model._base_manager.filter(pk__in=keys)}


def _people_of(record_type: RecordType, keys: list[int]) -> dict[int, int]:
    from essaim.engines.campaigns.audience import person_path_of

    path = person_path_of(record_type)
    if not path:
        return {}
    pairs = record_type.model_class._base_manager.filter(pk__in=keys).values_list("pk", path)
    return {key: person for key, person in pairs if person is not None}


def _today(user: Any, record_type: RecordType, keys: list[int]) -> dict[int, str]:
    return dict.fromkeys(keys, date_format(timezone.localdate(), "j F Y"))


def _author(user: Any, record_type: RecordType, keys: list[int]) -> dict[int, str]:
    return dict.fromkeys(keys, str(user))


merge_fields.declare(
    MergeField("greeting", _("Formule d’appel"), greetings, hint=_("Madame Diop, ou Madame, Monsieur")),
    MergeField("today", _("Date du jour"), _today),
    MergeField("author", _("Expéditeur"), _author, hint=_("la personne qui envoie")),
    MergeField("postal", _("Adresse postale"), addresses, types=("people", "organisations")),
)
