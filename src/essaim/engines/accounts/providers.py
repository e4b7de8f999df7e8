"""What the engine above tells accounts of roles: which exist, who holds them, how to give them.

Rights declares one `RoleProvider` at start-up. Without one there is no choice of roles, and giving
none is all one can do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from essaim.kit.registry import Registry


@dataclass(frozen=True)
class RoleChoice:
    """`code` is stored in invitations; `label` and `description` are what an administrator reads."""

    code: str
    label: str
    description: str = ""


@dataclass(frozen=True)
class RoleProvider:
    """`choices(actor)`: the roles that `actor` may give. `held(users)`: for each user id, the codes held.

    `assign(actor=, user=, codes=)` makes `user` hold exactly `codes` among those `choices` offers to
    `actor` (all of them when actor is None), inside the caller's unit of work, asserting the right.
    `must_stay(user)`: why this account may not be deactivated (the last administrator), or "".
    """

    name: str
    choices: Callable[[Any], Iterable[RoleChoice]]
    held: Callable[[Iterable[Any]], dict[int, list[str]]]
    assign: Callable[..., None]
    must_stay: Callable[[Any], str] = lambda user: ""


role_providers: Registry[RoleProvider] = Registry("role providers", RoleProvider, lambda item: item.name)


def role_choices(actor: Any) -> list[RoleChoice]:
    return [choice for provider in role_providers for choice in provider.choices(actor)]


def roles_held(users: Iterable[Any]) -> dict[int, list[str]]:
    """For each user id, the codes of the roles held, in their order."""
    users = list(users)
    found: dict[int, list[str]] = {user.pk: [] for user in users}
    for provider in role_providers:
        for pk, codes in provider.held(users).items():
            found[pk].extend(codes)
    return found


def roles_beyond(actor: Any, user: Any) -> list[str]:
    """The roles `user` holds that `actor` could not give."""
    offered = {choice.code for choice in role_choices(actor)}
    return [code for code in roles_held([user])[user.pk] if code not in offered]


def assign_roles(*, actor: Any, user: Any, codes: Iterable[str]) -> None:
    """Unknown codes raise ValueError: a role that was deleted since is never dropped in silence."""
    codes = list(codes)
    known = {choice.code for choice in role_choices(actor)}
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise ValueError(_("Profil inconnu : %(codes)s") % {"codes": ", ".join(unknown)})
    for provider in role_providers:
        provider.assign(actor=actor, user=user, codes=codes)


def reasons_to_stay(user: Any) -> list[str]:
    return [reason for provider in role_providers if (reason := provider.must_stay(user))]
