"""How often one may try: allauth's limits and our own, counted in the shared cache, and when to try again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.core.internal import ratelimit
from allauth.mfa import app_settings as mfa_settings
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import ngettext

APP = "essaim.accounts"


def allowed(request: HttpRequest, action: str, key: str | None = None) -> bool:
    """Counts one try of `action` (a name in settings.ACCOUNTS_RATE_LIMITS); False when there were too many."""
    config = settings.ACCOUNTS_RATE_LIMITS
    return bool(ratelimit.consume(request, app=APP, action=action, config=config, key=key, limit_get=True))


def _limits() -> Iterator[tuple[str, str, dict[str, Any]]]:
    known = (
        ("allauth.account", account_settings.RATE_LIMITS),
        ("allauth.mfa", mfa_settings.RATE_LIMITS),
        (APP, settings.ACCOUNTS_RATE_LIMITS),
    )
    for app, config in known:
        for action in config:
            yield app, action, config


def seconds_to_wait(request: HttpRequest, keys: tuple[str, ...] = ()) -> int:
    """Until every limit this client has met is open again; 0 when none is closed. `keys`: e-mail addresses."""
    longest = 0.0
    for app, action, config in _limits():
        for rate in ratelimit.get_rates(app=app, action=action, config=config):
            for cache_key in _cache_keys(request, app, action, rate, keys):
                longest = max(longest, _wait(cache.get(cache_key, []), rate))
    return int(longest) + bool(longest)


def _cache_keys(
    request: HttpRequest, app: str, action: str, rate: ratelimit.Rate, keys: tuple[str, ...]
) -> list[str]:
    if rate.per == "user" and not request.user.is_authenticated:
        return []
    if rate.per == "key":
        return [ratelimit.get_cache_key(request, app=app, action=action, rate=rate, key=key) for key in keys]
    return [ratelimit.get_cache_key(request, app=app, action=action, rate=rate)]


def _wait(history: list[float], rate: ratelimit.Rate) -> float:
    """`history` holds the times of the tries, newest first."""
    if len(history) < rate.amount:
        return 0.0
    return max(0.0, history[rate.amount - 1] + rate.duration - time.time())


def wait_in_words(seconds: int) -> str:
    """ "40 secondes", "3 minutes", "2 heures"."""
    if seconds < 60:
        return ngettext("%(n)s seconde", "%(n)s secondes", max(1, seconds)) % {"n": max(1, seconds)}
    minutes = -(-seconds // 60)
    if minutes < 120:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    return ngettext("%(n)s heure", "%(n)s heures", -(-minutes // 60)) % {"n": -(-minutes // 60)}
