"""What the tests of accounts share."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import mail

PASSWORD = "trois chats verts"


def last_link(prefix: str) -> str:
    """The path, under `prefix`, of the link in the last mail."""
    text = str(mail.outbox[-1].body)
    start = text.index(settings.SITE_URL + prefix)
    return text[start:].split()[0].removeprefix(settings.SITE_URL)


def journal(kind: str) -> list[Any]:
    """The journal's entries of a kind."""
    return list(apps.get_model("journal", "Entry").objects.filter(kind=kind))
