"""The name, logo and colours a page wears, for whoever looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from .models import Appearance, Installation, Network
from .queries import installation_for, network_ids


@dataclass(frozen=True)
class Branding:
    """`logo_url` and `css_url` are empty where the product's own are to be used."""

    name: str
    logo_url: str = ""
    css_url: str = ""
    contact_email: str = ""


def branding_for(user: Any) -> Branding:
    """The installation's branding, over which comes that of the user's network when there is but one.

    One query, remembered on the user object; one more when a network has its own look.
    """
    installation = installation_for(user)
    look = _look(installation, user)
    return Branding(
        installation.name,
        reverse("accounts:logo", args=[look["logo"]]) if look.get("logo") else "",
        reverse("accounts:stylesheet", args=[look["css"]]) if look.get("css") else "",
        installation.contact_email,
    )


def _look(installation: Installation, user: Any) -> dict[str, str]:
    looks: dict[str, dict[str, str]] = installation.looks
    own = looks.get("", {})
    if len(looks) > bool(own) and getattr(user, "is_authenticated", False):
        dressed = [looks[str(pk)] for pk in network_ids(user) if str(pk) in looks]
        if len(dressed) == 1:
            return {**own, **{name: value for name, value in dressed[0].items() if value}}
    return own


@dataclass(frozen=True)
class Look:
    """What a message wears: `colour` is "#rrggbb"; `logo_url` a path of this site, "" when there is none."""

    name: str
    colour: str = ""
    logo_url: str = ""


def look_of(network: Network | None) -> Look:
    """The look of a network, and where it says nothing, that of the installation."""
    installation = installation_for(None)
    keys = [None, network.pk] if network is not None else [None]
    found = {
        look.network_id: look for look in Appearance.objects.filter(Q(network=None) | Q(network__in=keys[1:]))
    }
    looks = [found[key] for key in reversed(keys) if key in found]
    return Look(
        network.name if network is not None else installation.name,
        next((look.brand for look in looks if look.brand), ""),
        next((reverse("accounts:logo", args=[look.logo_hash]) for look in looks if look.logo_hash), ""),
    )
