"""Links that sign in, and the trace sign-ins leave in the journal."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from essaim.kit.writing import Origin, current_origin, writing

from ..models import SignInLink, User

LINK_MINUTES = 15


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_sign_in_link(*, user: User, next_url: str = "") -> str:
    """A new token for the link sent to `user`; the former ones stop working."""
    token = secrets.token_urlsafe(32)
    with writing(None):
        forget_sign_in_links(user=user)
        SignInLink.objects.create(
            user=user,
            token_hash=_hash(token),
            next_url=next_url[:500],
            expires_at=timezone.now() + timedelta(minutes=LINK_MINUTES),
        )
    return token


def forget_sign_in_links(*, user: User) -> None:
    SignInLink.objects.filter(user=user, used_at=None).update(used_at=timezone.now())


def sign_in_link(token: str) -> SignInLink | None:
    """The link, if it can still be used."""
    return (
        SignInLink.objects.select_related("user")
        .filter(token_hash=_hash(token), used_at=None, expires_at__gt=timezone.now(), user__is_active=True)
        .first()
    )


def use_sign_in_link(*, token: str) -> SignInLink | None:
    """The link, now used; None for all but one of those who come with the same token."""
    with writing(None):
        link = sign_in_link(token)
        if link is None:
            return None
        used = SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now())
        return link if used else None


def note_signed_in(*, actor: User, method: str) -> None:
    """`method`: "password" | "code" | "mfa" | "socialaccount" | "invitation"…, as allauth names it."""
    with writing(actor) as work:
        work.noted(actor, "signed_in", note=method)


def note_refused(*, user: User, address: str, method: str) -> None:
    """A sign-in to the account of `user` failed. Whoever tried is not known, so there is no actor."""
    token = current_origin.set(Origin("web", address))
    try:
        with writing(None) as work:
            work.noted(user, "sign_in_refused", note=method)
    finally:
        current_origin.reset(token)


def note_on_account(*, actor: User, what: str) -> None:
    """A change of how `actor` signs in: "password_changed", "totp_activated"…"""
    with writing(actor) as work:
        work.noted(actor, what)
