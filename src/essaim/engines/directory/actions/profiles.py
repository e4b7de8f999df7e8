"""What is particular in writing people and organisations."""

from __future__ import annotations

from typing import Any

from django.db import models

from essaim.engines.accounts.api import network_ids
from essaim.engines.directory import normalise, phones
from essaim.engines.directory.models import Affiliation, Person
from essaim.engines.directory.models.located import default_country
from essaim.engines.records.api import RecordType, generic_change, generic_create

PHONES = ("phone", "mobile")
WHERE = ("postcode", "city", "country", "street")
POSITION = ("latitude", "longitude")


def defaults(actor: Any) -> dict[str, Any]:
    """A new record belongs to its author's networks, so that those who share the work see it."""
    return {"networks": sorted(network_ids(actor))} if actor is not None else {}


def create(*, actor: Any, record_type: RecordType, values: dict[str, Any], origin: str = "") -> models.Model:
    values = read_in_country(values, str(values.get("country") or default_country()))
    return generic_create(actor=actor, record_type=record_type, values=values, origin=origin)


def change(
    *,
    actor: Any,
    record_type: RecordType,
    obj: Any,
    values: dict[str, Any],
    version: int | None = None,
    origin: str = "",
) -> models.Model:
    values = read_in_country(values, str(values.get("country") or obj.country))
    return generic_change(
        actor=actor, record_type=record_type, obj=obj, values=values, version=version, origin=origin
    )


def read_in_country(values: dict[str, Any], country: str) -> dict[str, Any]:
    """Phones and postcode mean nothing without a country: they are read in the record's own."""
    from django.core.exceptions import ValidationError

    values, errors = dict(values), {}
    for name in (*PHONES, "postcode"):
        if values.get(name):
            try:
                read = normalise.postcode if name == "postcode" else phones.phone
                values[name] = read(str(values[name]), country)
            except ValidationError as error:
                errors[name] = error.messages
    if errors:
        raise ValidationError(errors)
    return values


def after_person_saved(*, obj: Any, actor: Any, work: Any, values: dict[str, Any]) -> None:
    """The main affiliation follows the person's organisation and position."""
    if {"main_organisation", "job_title"} & values.keys():
        keep_main_affiliation(obj, actor)


def keep_main_affiliation(person: Person, actor: Any) -> None:
    main = person.affiliations.filter(is_main=True).first()
    if main and main.organisation_id == person.main_organisation_id:
        if main.position != person.job_title:
            main.position = person.job_title
            main.save(update_fields=["position"])
        return
    if main:
        main.is_main, main.end = False, main.end or _yesterday(main)
        main.save(update_fields=["is_main", "end"])
    if person.main_organisation_id:
        Affiliation.objects.create(
            person=person,
            organisation_id=person.main_organisation_id,
            position=person.job_title,
            is_main=True,
            created_by=actor,
            changed_by=actor,
        )


def _yesterday(affiliation: Affiliation) -> Any:
    """The day before today, never before the affiliation began."""
    from datetime import timedelta

    from django.utils import timezone

    day = timezone.localdate() - timedelta(days=1)
    return max(day, affiliation.start) if affiliation.start else day


def after_organisation_saved(*, obj: Any, actor: Any, work: Any, values: dict[str, Any]) -> None:
    """People are found by the name of their organisation."""
    if "name" in values:
        for person in Person.objects.filter(main_organisation=obj).iterator(500):
            before = person.filter_text
            person.derive()
            if person.filter_text != before:
                Person.objects.filter(pk=person.pk).update(filter_text=person.filter_text)


def after_affiliation_saved(*, obj: Affiliation, actor: Any, work: Any, values: dict[str, Any]) -> None:
    """The person shows the affiliation that is the main one now."""
    person = obj.person
    current = obj.is_current
    if obj.is_main and not current:
        obj.is_main = False
        obj.save(update_fields=["is_main"])
    has_main = person.affiliations.filter(is_main=True).exists()
    if current and not has_main:
        obj.is_main = True
        obj.save(update_fields=["is_main"])
    show_main_affiliation(person)


def show_main_affiliation(person: Person) -> None:
    main = person.affiliations.filter(is_main=True).first()
    wanted = (main.organisation_id, main.position) if main else (None, "")
    if (person.main_organisation_id, person.job_title) != wanted:
        person.main_organisation_id, person.job_title = wanted
        person.save()
