"""People of the directory asked to an event: they need no account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.agenda.models import Event, Participation
from essaim.engines.records.api import record_types, titles
from essaim.engines.rights.api import require
from essaim.kit import events
from essaim.kit.writing import writing

MOST = 500


def do_invite_person(*, actor: Any, event: Event, person: int) -> None:
    if do_invite_people(actor=actor, event=event, people=[person]) == 0 and not _asked(event, person):
        raise ValidationError(_("Cette personne n’existe pas ou plus."))


def do_invite_people(*, actor: Any, event: Event, people: Iterable[int]) -> int:
    """Asks those the actor may see and who are not asked yet; how many."""
    keys = sorted(titles(actor, record_types.get("people"), set(people)))
    with writing(actor) as work:
        require(actor, "change", "events", event, record_types.get("events").guard)
        known = set(event.participations.filter(person__isnull=False).values_list("person", flat=True))
        added = [key for key in keys if key not in known]
        if len(known) + len(added) > MOST:
            raise ValidationError(_("Plus de %(n)s personnes : faites plusieurs séances.") % {"n": MOST})
        Participation.objects.bulk_create(Participation(event=event, person_id=key) for key in added)
        if added:
            work.noted(event, "changed", {"people": ([], added)}, note=_("personnes invitées"))
        for key in added:
            events.publish("agenda.person_invited", id=event.pk, person=key, actor=actor)
    return len(added)


def do_uninvite(*, actor: Any, participation: Participation) -> None:
    """Only somebody invited by name from the directory: users stay as long as the event asks them."""
    event = participation.event
    with writing(actor) as work:
        require(actor, "change", "events", event, record_types.get("events").guard)
        if participation.person_id is None:
            raise ValidationError(_("Retirez cette personne dans la fiche de l’événement."))
        work.noted(
            event, "changed", {"people": ([participation.person_id], [])}, note=_("invitation retirée")
        )
        participation.delete()


def do_note_answer(*, actor: Any, participation: Participation, answer: str) -> None:
    """Somebody who may change the event writes down what a participant told them."""
    if answer not in Participation.Answer.values:
        raise ValidationError(_("Choisissez une réponse."))
    event, before = participation.event, participation.answer
    with writing(actor) as work:
        require(actor, "change", "events", event, record_types.get("events").guard)
        participation.answer, participation.noted_by = answer, actor
        participation.answered_at = None if answer == Participation.Answer.WAITING else timezone.now()
        participation.save(update_fields=["answer", "noted_by", "answered_at"])
        if before != answer:
            work.noted(
                participation, "changed", {"answer": (before, answer)}, note=_("noté pour la personne")
            )


def do_remind(*, actor: Any, event: Event) -> int:
    """Writes again to those who have not answered; how many. Never twice within a day."""
    limit = timezone.now() - timedelta(days=1)
    with writing(actor) as work:
        require(actor, "change", "events", event, record_types.get("events").guard)
        rows = event.participations.filter(answer=Participation.Answer.WAITING)
        waiting = [row.pk for row in rows if row.mailed_at is None or row.mailed_at < limit]
        if waiting:
            work.noted(event, "changed", note=_("relance de %(n)s personne(s)") % {"n": len(waiting)})
        for key in waiting:
            events.publish("agenda.reminded", participation=key)
    return len(waiting)


def _asked(event: Event, person: int) -> bool:
    return event.participations.filter(person=person).exists()
