"""Invitations by mail: the event as .ics, and a link to answer without signing in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
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
    found = Participation.objects.select_related("event", "user").filter(
        pk=pk, nonce=nonce, user__is_active=True
    )
    participation = found.first()
    if participation is None:
        raise signing.BadSignature
    return participation


def send_invitation(event: Event, participation: Participation) -> None:
    user: Any = participation.user
    with override(user.language or settings.LANGUAGE_CODE):
        lines = [
            _("Bonjour %(name)s,") % {"name": user.first_name},
            "",
            _("Vous êtes invité(e) à « %(title)s », le %(when)s.")
            % {"title": event.title, "when": said(event.start, event.tz)},
            *([_("Lieu : %(place)s") % {"place": event.location}] if event.location else []),
            "",
            _("Répondez en un clic, sans mot de passe :"),
            link_of(participation),
            "",
            _("Le fichier joint ajoute l’événement à votre agenda."),
        ]
        subject = _("Invitation : %(title)s") % {"title": event.title}
    message = EmailMessage(
        " ".join(subject.split()), "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [user.email]
    )
    message.attach("invitation.ics", calendar_of([event], event.title, horizon()).decode(), "text/calendar")
    message.send()


def send_waiting(event_id: int, user_id: int) -> None:
    """To one person just asked, unless the event is over by now."""
    found = Participation.objects.select_related("event", "user").filter(event=event_id, user=user_id).first()
    if found is None or not found.user.is_active:
        return
    if not found.event.occurrences.filter(end__gt=timezone.now()).exists():
        return
    send_invitation(found.event, found)
