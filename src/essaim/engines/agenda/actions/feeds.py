"""Private addresses for calendar programs."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from essaim.engines.agenda.models import Feed
from essaim.kit.writing import writing


def do_make_feed(*, actor: Any, network: Any = None, territory: Any = None) -> tuple[Feed, str]:
    """A new feed of `actor`'s own, and the secret of its address, which is told this once only."""
    token = secrets.token_urlsafe(32)
    with writing(actor) as work:
        made = Feed.objects.create(
            user=actor, network=network, territory=territory, token_hash=hash_of(token)
        )
        work.created(made)
    return made, token


def do_revoke_feed(*, actor: Any, feed: Feed) -> None:
    """Whoever reads the address gets nothing from now on."""
    assert feed.user_id == actor.pk
    with writing(actor) as work:
        work.deleted(feed)
        feed.delete()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
