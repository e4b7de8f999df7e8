"""Letters of the forms: an invitation with its link, a reminder, « c’est votre tour »."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from .choices import Spoken
from .doors import ticket_link, voice_link
from .hearing import its_turn
from .models import Form, Ticket, Voice


def ui_language(code: str) -> str:
    """The language of the product's own words for a form in `code`."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def waiting(voice: Voice) -> bool:
    """Somebody is expected to answer, now, and can be written to."""
    form = voice.response.form
    if not voice.email or voice.state == Spoken.SENT or voice.is_expired() or not form.is_open():
        return False
    return its_turn(voice, voice.response.voices.all())


def write_to_voice(voice: Voice, reminder: bool = False) -> None:
    _send(
        voice.response.form,
        voice.email,
        voice.name,
        voice_link(voice),
        voice.expires_at,
        reminder,
        about(voice),
    )


def write_to_ticket(ticket: Ticket, reminder: bool = False) -> None:
    _send(ticket.form, ticket.email, ticket.name, ticket_link(ticket), ticket.expires_at, reminder, "")


def about(voice: Voice) -> str:
    return voice.response.title


def _send(form: Form, email: str, name: str, link: str, expires: Any, reminder: bool, about: str) -> None:
    with override(ui_language(form.language)):
        subject = _("Rappel : %(title)s") if reminder else _("À remplir : %(title)s")
        until = _until(form, expires)
        lines = [
            _("Bonjour %(name)s,") % {"name": name} if name else _("Bonjour,"),
            "",
            _("Votre réponse est attendue pour « %(title)s ».") % {"title": form.title}
            if reminder
            else _("Vous êtes invité(e) à remplir « %(title)s ».") % {"title": form.title},
            *([about] if about and about != form.title else []),
            *([_("Vos réponses sont anonymes : rien ne les relie à vous.")] if form.anonymous else []),
            "",
            _("Voici votre lien personnel, sans mot de passe :"),
            link,
            "",
            *([until] if until else []),
            _("Ne transmettez pas ce message : ce lien répond en votre nom.")
            if not form.anonymous
            else _("Ce lien ne sert qu’une fois."),
        ]
        title = " ".join((subject % {"title": form.title}).split())
    EmailMessage(title, "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [email]).send()


def _until(form: Form, expires: Any) -> str:
    last = min((moment for moment in (form.closes_at, expires) if moment), default=None)
    return _("Vous avez jusqu’au %s.") % date_format(timezone.localtime(last), "j F Y à H:i") if last else ""
