"""Signed links of mails, for receivers who are not signed in; and rows that follow their record."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from essaim.engines.accounts.api import User
from essaim.kit.linking import GenericLink, generic_links

SALT = "notifications.unsubscribe"

generic_links.declare(
    GenericLink("notifications.notification", "notifications.Notification", "subject", "object_id", goes=True)
)


def unsubscribe_url(user: Any, code: str) -> str:
    signed = signing.dumps([user.pk, code], salt=SALT)
    return settings.SITE_URL + reverse("notifications:unsubscribe", kwargs={"signed": signed})


def behind(signed: str) -> tuple[User, str] | None:
    """Whom a link was made for and which kind it speaks of; None when it is not ours."""
    try:
        pk, code = signing.loads(signed, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    return (user, code) if user is not None else None
