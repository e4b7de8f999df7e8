"""The mails of accounts: a French text and its HTML, from the two templates of one name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from .models import User
from .queries import installation_for


def compose(
    name: str, to: str, subject: str, context: dict[str, Any], user: User | None = None
) -> dict[str, str]:
    """{"to", "subject", "text", "html"}, in the language of `user`, JSON-ready for the queue.

    `accounts/mail/<name>.txt` and `.html` are given `context`, `platform` (its name), `contact` and `subject`.
    """
    installation = installation_for(None)
    language = (user.language if user else "") or settings.LANGUAGE_CODE
    values = {**context, "platform": installation.name, "contact": installation.contact_email}
    with translation.override(language):
        values["subject"] = str(subject)
        return {
            "to": to,
            "subject": " ".join(str(subject).split()),
            "text": render_to_string(f"accounts/mail/{name}.txt", values),
            "html": render_to_string(f"accounts/mail/{name}.html", values),
        }


def send(mail: dict[str, str]) -> None:
    message = EmailMultiAlternatives(mail["subject"], mail["text"], settings.DEFAULT_FROM_EMAIL, [mail["to"]])
    message.attach_alternative(mail["html"], "text/html")
    message.send()


def absolute(path: str) -> str:
    """An address to put in a mail: the product's own host, never the one a request claims."""
    return settings.SITE_URL + path
