"""The person's own record, what hangs on it in the directory, and the account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.directory.api import Address, Affiliation, Consent, ContactPoint, Person, Relationship
from essaim.engines.privacy.declarations import Blocker, Erasing, PersonalPart, Section, parts
from essaim.engines.privacy.extracting import label_of, plain, section_of, value_of
from essaim.engines.records.api import Kind, all_fields, record_types, text_of
from essaim.engines.rights.api import can
from essaim.kit.text import words

BLANKED = (
    "civility", "first_name", "birth_name", "languages", "job_title", "email", "phone", "mobile", "website",
    "description", "street", "street_extra", "postcode", "city",
)  # fmt: skip
SPAN = 5
STATISTICS = (Kind.CHOICE, Kind.CHOICES, Kind.BOOLEAN)
HIDDEN = {"name", "created_by", "user"}


def export_person(person: Person) -> Iterable[Section]:
    row: dict[str, Any] = {}
    for field in all_fields(record_types.get("people")).values():
        if field.kind == Kind.REFERENCES or field.name in HIDDEN or (field.expression and not field.custom):
            continue
        if field.custom:
            value: Any = (
                text_of(field, person.custom.get(field.name)) if person.custom.get(field.name) else None
            )
        else:
            value = value_of(person, person._meta.get_field(field.path))
        if value not in (None, "", []):
            row[str(field.label)] = value
    yield Section(_("Votre fiche"), [row])


def export_parts(person: Person) -> Iterable[Section]:
    yield section_of(
        _("Coordonnées"), ContactPoint.objects.filter(person=person), without=("person", "organisation")
    )
    yield section_of(_("Adresses"), Address.objects.filter(person=person), without=("person", "organisation"))
    rows = Affiliation._base_manager.filter(person=person).select_related("organisation")
    yield section_of(
        _("Rattachements"), rows, ("organisation", "position", "service", "start", "end", "is_main")
    )
    yield Section(_("Liens avec d’autres personnes"), [_tie(row, person) for row in ties_of(person)])


def ties_of(person: Person) -> Any:
    rows = Relationship.objects.filter(Q(person=person) | Q(other_person=person))
    return rows.select_related("kind")


def _tie(row: Relationship, person: Person) -> dict[str, Any]:
    """The other one is somebody too: not named."""
    near = row.person_id == person.pk
    found = {
        _("Lien"): row.kind.reading if near else row.kind.reverse_reading,
        _("Avec"): _("une autre personne"),
    }
    dates = {label_of(row._meta.get_field(name)): plain(getattr(row, name)) for name in ("start", "end")}
    return found | {label: value for label, value in dates.items() if value}


def export_consents(person: Person) -> Iterable[Section]:
    rows = Consent.objects.filter(person=person)
    yield section_of(
        _("Accords et refus, avec leur preuve"), rows, without=("person", "organisation", "recorded_by")
    )


def erase_consents(erasing: Erasing) -> int:
    return _remove(erasing, list(Consent.objects.filter(person=erasing.person)))


def erase_parts(erasing: Erasing) -> int:
    person = erasing.person
    rows = [
        *ContactPoint.objects.filter(person=person),
        *Address.objects.filter(person=person),
        *Affiliation._base_manager.filter(person=person),
        *ties_of(person),
    ]
    return _remove(erasing, rows)


def _remove(erasing: Erasing, rows: list[Any]) -> int:
    erasing.forget(rows)
    for row in rows:
        erasing.take(row)
    return len(rows)


def erase_person(erasing: Erasing) -> int:
    """Statistics stay: sex, five-year span of birth, department, networks, labels, choices of custom fields."""
    person = erasing.person
    names = words(f"{person.last_name} {person.first_name} {person.birth_name}")
    kept_place = {name: getattr(person, name) for name in ("department", "region")}
    erasing.forget([person])
    for name in BLANKED:
        setattr(person, name, "")
    person.last_name = _("Personne anonymisée %s") % person.pk
    person.birth_date = _span(person.birth_date)
    person.main_organisation = person.user = person.assigned_to = None
    person.latitude = person.longitude = None
    person.status = Person.Status.INACTIVE
    person.territory_from_address = False
    person.custom = _statistics(person.custom)
    person.version += 1
    person.changed_at = timezone.now()
    person.save()
    Person._base_manager.filter(pk=person.pk).update(**kept_place, latitude=None, longitude=None)
    erasing.work.noted(person, "changed")
    erasing.words += names
    return 1


def _span(born: date | None) -> date | None:
    return date(born.year - born.year % SPAN, 1, 1) if born else None


def _statistics(custom: dict[str, Any]) -> dict[str, Any]:
    fields = all_fields(record_types.get("people"))
    kept = {}
    for name, value in custom.items():
        field = fields.get(name)
        if field is not None and field.kind in STATISTICS and not field.sensitive:
            kept[name] = value
    return kept


def account_blocks(user: Any, person: Person) -> Iterable[Blocker]:
    account = person.user
    if account is not None and account.is_active:
        url = reverse("accounts:edit_user", kwargs={"pk": account.pk}) if can(user, "view", "access") else ""
        yield Blocker(_("Cette personne a un compte ouvert : fermez-le d’abord."), url)


def export_account(person: Person) -> Iterable[Section]:
    account = person.user
    if account is not None:
        fields = ("email", "first_name", "last_name", "is_active", "date_joined", "language", "networks", "territories",
                  "groups")  # fmt: skip
        yield section_of(_("Votre compte"), [account], fields)


def erase_account(erasing: Erasing) -> int:
    """A closed account loses its name and address; what it did keeps a number."""
    from allauth.account.models import EmailAddress

    from essaim.engines.journal.api import erase_actor

    account = erasing.person.user
    if account is None:
        return 0
    erasing.forget([account])
    erase_actor(actor=erasing.actor, user=account)
    EmailAddress.objects.filter(user=account).delete()
    account.first_name, account.last_name = "", _("Compte effacé %s") % account.pk
    account.email = f"efface-{account.pk}@invalid.invalid"
    account.set_unusable_password()
    account.save()
    erasing.work.noted(account, "changed")
    return 1


parts.declare(
    PersonalPart(
        "directory.person", gettext_lazy("Fiche"), ("directory.Person",), export_person, erase_person, order=0
    ),
    PersonalPart(
        "directory.account", gettext_lazy("Compte"), ("accounts.User",), export_account, erase_account,
        account_blocks, order=10,
    ),
    PersonalPart(
        "directory.parts", gettext_lazy("Coordonnées, rattachements et liens"),
        ("directory.ContactPoint", "directory.Address", "directory.Affiliation", "directory.Relationship"),
        export_parts, erase_parts, order=20,
    ),
    PersonalPart(
        "directory.consents", gettext_lazy("Accords et refus"), ("directory.Consent",), export_consents,
        erase_consents, order=30,
    ),
)  # fmt: skip
