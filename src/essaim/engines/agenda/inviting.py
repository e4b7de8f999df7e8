"""Invitations by mail: the event as .ics, and a link to answer without signing in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from .clashes import said
from .expanding import horizon
from .ical import calendar_of
from .models import Event, Participation

SALT = "agenda.invitation"


def link_of(participation: Participation) -> str:
    signed = signing.dumps([participation.pk, participation.nonce], salt=SALT)
    return settings.SITE_URL + reverse("agenda:by_mail", kwargs={"signed": signed})


def participation_behind(signed: str) -> Participation:
    """Raises BadSignature for a link that is not ours or no longer stands."""
    pk, nonce = signing.loads(signed, salt=SALT)
    found = Participation.objects.select_related("event", "user", "person").filter(pk=pk, nonce=nonce)
    participation = found.filter(Q(user__is_active=True) | Q(person__isnull=False)).first()
    if participation is None:
        raise signing.BadSignature
    return participation


def send_invitation(event: Event, participation: Participation, again: bool = False) -> None:
    """As an iCalendar request, so that programs of mail offer to answer too; the link answers for sure."""
    who: Any = participation.who
    with override(getattr(who, "language", "") or settings.LANGUAGE_CODE):
        lines = [
            _("Bonjour %(name)s,") % {"name": who.first_name or who},
            "",
            _("Vous êtes invité(e) à « %(title)s », le %(when)s (heure de %(zone)s).")
            % {"title": event.title, "when": said(event.start, event.tz), "zone": event.get_zone_display()},
            *([_("Lieu : %(place)s") % {"place": event.location}] if event.location else []),
            *([_("Organisé par %(who)s.") % {"who": event.owner}] if event.owner else []),
            "",
            _("Répondez en un clic, sans mot de passe :"),
            link_of(participation),
            "",
            _("Le fichier joint ajoute l’événement à votre agenda."),
        ]
        text = _("Rappel, votre réponse est attendue : %(title)s") if again else _("Invitation : %(title)s")
        subject = text % {"title": event.title}
    message = EmailMessage(
        " ".join(subject.split()), "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [participation.email]
    )
    if event.owner and event.owner.email:
        message.reply_to = [event.owner.email]
    message.attach("invitation.ics", calendar_of([event], event.title, horizon()).decode(), "text/calendar")
    message.send()
    Participation.objects.filter(pk=participation.pk).update(mailed_at=timezone.now())


def send_waiting(event_id: int, user: int | None = None, person: int | None = None) -> None:
    """To one person just asked, unless the event is over by now or they have no address."""
    rows = Participation.objects.filter(event=event_id, user=user, person=person)
    _send(rows, again=False)


def send_again(participation_id: int) -> None:
    _send(Participation.objects.filter(pk=participation_id, answer=Participation.Answer.WAITING), again=True)


def _send(rows: QuerySet[Participation], again: bool) -> None:
    found = rows.select_related("event__owner", "user", "person").first()
    if found is None or (found.user is not None and not found.user.is_active) or not found.email:
        return
    if not found.event.occurrences.filter(end__gt=timezone.now()).exists():
        return
    send_invitation(found.event, found, again)
