"""What the agenda holds about a person: appointments about them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from essaim.engines.directory.api import Person
from essaim.engines.privacy.api import Blocker, Erasing, PersonalPart, Section, parts, records_of, section_of

from .models import Event, EventSubject, Occurrence

FIELDS = ("title", "start", "end", "location", "notes", "owner", "custom")


def about(person: Person) -> QuerySet[Event]:
    """The events whose person it is, or that concern them or a profile of theirs."""
    return Event._base_manager.filter(Q(person=person) | Q(pk__in=subjects_of(person).values("event")))


def subjects_of(person: Person) -> QuerySet[EventSubject]:
    concerned = Q()
    for name, pk in records_of(person):
        concerned |= Q(record_type=name, record_id=pk)
    return EventSubject.objects.filter(concerned)


def export(person: Person) -> Iterable[Section]:
    yield section_of(_("Rendez-vous"), about(person).select_related("owner"), FIELDS)


def erase(erasing: Erasing) -> int:
    """The hour stays taken in the calendar; what it was about does not. What also concerns others loses its link."""
    rows = list(about(erasing.person))
    subjects_of(erasing.person).delete()
    for row in rows:
        if row.person_id not in (None, erasing.person.pk) or (
            row.person_id is None and row.subjects.exists()
        ):
            continue
        erasing.forget([row])
        row.title, row.notes, row.location, row.person, row.custom = _("Rendez-vous"), "", "", None, {}
        row.save()
        row.occurrences.exclude(title="", location="").update(title="", location="")
        erasing.work.noted(row, "changed")
    return len(rows)


def blocks(user: Any, person: Person) -> Iterable[Blocker]:
    coming = Occurrence.objects.filter(event__in=about(person), start__gt=timezone.now(), cancelled=False)
    count = coming.values("event").distinct().count()
    if count:
        yield Blocker(
            ngettext(
                "%(n)s rendez-vous à venir : annulez-le d’abord.",
                "%(n)s rendez-vous à venir : annulez-les d’abord.",
                count,
            )
            % {"n": count}
        )


parts.declare(
    PersonalPart(
        "agenda", gettext_lazy("Rendez-vous"),
        ("agenda.Event", "agenda.EventSubject", "agenda.Occurrence", "agenda.Participation"),
        export, erase, blocks, order=210,
    )
)  # fmt: skip
