"""Reads of tokens."""

from __future__ import annotations

from datetime import timedelta

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from essaim.engines.accounts.api import User
from essaim.engines.records.models import ApiToken, TokenUse

from .secrets import same, split

TRACE_EVERY = timedelta(minutes=1)


def tokens_of(user: User) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(user=user).select_related("use").order_by("revoked_at", "-created_at")


def own_token(user: User, pk: int) -> ApiToken | None:
    return ApiToken.objects.filter(user=user, pk=pk).first()


def token_of(text: str) -> ApiToken | None:
    """The token whose secret this is, alive or not, its user and last use with it."""
    parts = split(text)
    if parts is None:
        return None
    prefix, secret = parts
    found = ApiToken.objects.select_related("user", "use").filter(prefix=prefix).first()
    return found if found is not None and same(secret, found.digest) else None


def keep_trace(token: ApiToken, address: str) -> None:
    """Remembers that a token served, once a minute; a busy database is not waited for."""
    now = timezone.now()
    last = getattr(token, "use", None)
    if last is not None and now - last.at < TRACE_EVERY and last.address == address:
        return
    try:
        with transaction.atomic():
            TokenUse.objects.update_or_create(token=token, defaults={"at": now, "address": address[:45]})
    except DatabaseError:
        return
