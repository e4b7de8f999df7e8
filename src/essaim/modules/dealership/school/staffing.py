"""The house of the school: its three sites, who works there, and the account of who learns."""

from __future__ import annotations

from typing import Any

from essaim.engines.accounts.api import Network, User
from essaim.engines.rights.api import do_give_roles

from .places import SITES, STAFF


def make_house(account: str, roles: tuple[str, ...]) -> tuple[list[Network], dict[str, Any]]:
    """(networks in the order of the sites, accounts by key). Nobody has a password: one is let in."""
    networks = [
        Network.objects.create(code=site.code, name=site.name, order=rank) for rank, site in enumerate(SITES)
    ]
    users: dict[str, Any] = {}
    for key, first, last, role, site in STAFF:
        user = User.objects.create_user(f"{key}@trois-ponts.example", first_name=first, last_name=last)
        user.networks.set(networks if site is None else [networks[site]])
        do_give_roles(actor=None, user=user, codes=[role])
        users[key] = user
    learner = User.objects.create_user(account, first_name="Alex", last_name="Vasseur")
    learner.networks.set(networks)
    do_give_roles(actor=None, user=learner, codes=list(roles))
    return networks, users
