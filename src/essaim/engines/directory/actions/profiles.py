"""What is particular in writing people and organisations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from essaim.engines.accounts.api import network_ids
from essaim.engines.directory import normalise, phones
from essaim.engines.directory.models import Affiliation, Organisation, Person
from essaim.engines.directory.models.located import default_country
from essaim.engines.records.api import RecordType, generic_change, generic_create, record_types
from essaim.kit.text import fold, sort_key
from essaim.kit.writing import snapshot

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


def find_or_create_organisation(
    *, actor: Any, name: str, siret: str = "", **values: Any
) -> tuple[Organisation, bool]:
    """(the organisation, whether it was made now): the one of this SIRET, else of this very name in this town.

    Looked for among those `actor` may see; a new one is made under their right to. `values`: its other fields.
    """
    seen = Organisation.objects.for_user(actor)
    number = normalise.siret(siret)
    if number:
        found = seen.filter(siret=number).first()
    else:
        alike = seen.filter(sort_name=sort_key(name)[:260])
        town = values.get("city")
        found = (alike.filter(city__folded=fold(town)).first() if town else None) or alike.first()
    if found is not None:
        return found, False
    made = {"name": name, "siret": number, **values}
    return create(actor=actor, record_type=record_types.get("organisations"), values=made), True  # type: ignore[return-value]


def read_in_country(values: dict[str, Any], country: str) -> dict[str, Any]:
    """Phones and postcode mean nothing without a country: they are read in the record's own."""
    values, errors = dict(values), {}
    if "country" in values:
        values["country"] = values["country"] or country or default_country()
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
        keep_main_affiliation(obj, actor, work)


def keep_main_affiliation(person: Person, actor: Any, work: Any) -> None:
    main = person.affiliations.filter(is_main=True).first()
    if main and main.organisation_id == person.main_organisation_id:
        if main.position != person.job_title:
            before = snapshot(main)
            main.position = person.job_title
            main.save(update_fields=["position"])
            work.changed(main, before)
        return
    if main:
        before = snapshot(main)
        main.is_main, main.end = False, main.end or _yesterday(main)
        main.save(update_fields=["is_main", "end"])
        work.changed(main, before)
    if person.main_organisation_id:
        made = Affiliation.objects.create(
            person=person,
            organisation_id=person.main_organisation_id,
            position=person.job_title,
            is_main=True,
            created_by=actor,
            changed_by=actor,
        )
        work.created(made)


def _yesterday(affiliation: Affiliation) -> Any:
    """The day before today, never before the affiliation began."""
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
    if obj.is_main and not obj.is_current:
        obj.is_main = False
        obj.save(update_fields=["is_main"])
    show_main_affiliation(obj.person, work, obj)


def show_main_affiliation(person: Person, work: Any, written: Affiliation | None = None) -> None:
    """Without a main affiliation, the latest current one becomes it. `written`: the one its action journals."""
    main = person.affiliations.filter(is_main=True).first() or _latest_current(person)
    if main and not main.is_main:
        main = written if written and written.pk == main.pk else main
        before = snapshot(main)
        main.is_main = True
        main.save(update_fields=["is_main"])
        if main is not written:
            work.changed(main, before)
    wanted = (main.organisation_id, main.position) if main else (None, "")
    if (person.main_organisation_id, person.job_title) != wanted:
        before = snapshot(person)
        person.main_organisation_id, person.job_title = wanted
        person.save()
        work.changed(person, before)


def _latest_current(person: Person) -> Affiliation | None:
    today = timezone.localdate()
    current = person.affiliations.filter(Q(start=None) | Q(start__lte=today), Q(end=None) | Q(end__gt=today))
    return current.order_by(F("start").desc(nulls_last=True), "-id").first()
