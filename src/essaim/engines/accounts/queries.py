"""Reads of accounts, remembered on the user object for the length of a request."""

from __future__ import annotations

from typing import Any

from .models import Installation, Territory


def _remembered(user: Any, name: str, compute: Any) -> frozenset[int]:
    cache = user.__dict__.setdefault("_membership_cache", {})
    if name not in cache:
        cache[name] = frozenset(compute())
    return cache[name]


def network_ids(user: Any) -> frozenset[int]:
    """The networks the user belongs to."""
    return _remembered(user, "networks", lambda: user.networks.values_list("pk", flat=True))


def group_ids(user: Any) -> frozenset[int]:
    """The groups the user belongs to."""
    return _remembered(user, "groups", lambda: user.groups.values_list("pk", flat=True))


def territory_ids(user: Any) -> frozenset[int]:
    """The user's territories and everything inside them."""
    return _remembered(
        user,
        "territories",
        lambda: Territory.objects.filter(members=user).with_descendants().values_list("pk", flat=True),
    )


def installation_for(user: Any) -> Installation:
    """The installation's row, read once for the life of the user object (a request)."""
    known = user.__dict__.get("_installation") if user is not None else None
    if known is None:
        known = Installation.objects.filter(pk=Installation.SINGLE).first() or Installation()
        if user is not None:
            user.__dict__["_installation"] = known
    return known
