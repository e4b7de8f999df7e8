"""Recovery codes."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from ..models import User


def count_codes_as_shown(user: User) -> None:
    """allauth would write it when their page is read; their page comes right after they are made."""
    for codes in Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES):
        codes.wrap().mark_as_viewed()
