"""Signed links: whoever holds one speaks for one voice, or uses one anonymous invitation, and nothing else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from .models import Form, Ticket, Voice

VOICE, TICKET = "forms.voice", "forms.ticket"


def voice_path(voice: Voice) -> str:
    return reverse(
        "forms:voice", kwargs={"signed": signing.Signer(salt=VOICE).sign_object([voice.pk.hex, voice.nonce])}
    )


def voice_link(voice: Voice) -> str:
    return settings.SITE_URL + voice_path(voice)


def ticket_link(ticket: Ticket) -> str:
    signed = signing.Signer(salt=TICKET).sign_object([ticket.pk.hex, ticket.nonce])
    return settings.SITE_URL + reverse("forms:ticket", kwargs={"signed": signed})


def public_link(form: Form) -> str:
    return settings.SITE_URL + reverse("forms:entrance", kwargs={"key": form.key})


def voice_behind(signed: str) -> Voice:
    """Raises BadSignature for a link that is not ours or was replaced by another."""
    pk, nonce = _read(signed, VOICE)
    found = Voice.objects.select_related("response__form", "response__version", "user").filter(
        pk=pk, nonce=nonce
    )
    voice = found.exclude(nonce="").first()
    if voice is None:
        raise signing.BadSignature
    return voice


def ticket_behind(signed: str) -> Ticket:
    pk, nonce = _read(signed, TICKET)
    ticket = Ticket.objects.select_related("form").filter(pk=pk, nonce=nonce).first()
    if ticket is None:
        raise signing.BadSignature
    return ticket


def _read(signed: str, salt: str) -> tuple[Any, Any]:
    try:
        found = signing.Signer(salt=salt).unsign_object(signed)
    except ValueError:
        raise signing.BadSignature from None
    if not isinstance(found, list) or len(found) != 2:
        raise signing.BadSignature
    return found[0], found[1]
