"""What rights offers to accounts: which roles an invitation may give, who holds them, giving them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.accounts.api import RoleChoice, RoleProvider, role_providers

from .actions.roles import do_set_roles
from .decisions import can, rights_of
from .models import Role, RoleHolder


def choices(actor: Any) -> list[RoleChoice]:
    """All roles for the product itself; those that administer the platform only for who does."""
    roles = Role.objects.all()
    if actor is not None:
        if not can(actor, "change", "access"):
            return []
        if not rights_of(actor).administrator:
            roles = roles.filter(is_administrator=False)
    return [RoleChoice(role.code, role.label, role.description) for role in roles]


def held(users: Iterable[Any]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    holdings = RoleHolder.objects.filter(user__in=list(users)).order_by("role__order", "role__label")
    for user_id, code in holdings.values_list("user_id", "role__code"):
        found.setdefault(user_id, []).append(code)
    return found


def assign(*, actor: Any, user: Any, codes: Iterable[str]) -> None:
    offered = {choice.code for choice in choices(actor)}
    kept = Role.objects.filter(holders__user=user).exclude(code__in=offered)
    wanted = Role.objects.filter(code__in=offered & set(codes))
    do_set_roles(actor=actor, user=user, roles=[*kept, *wanted])


def must_stay(user: Any) -> str:
    """The last active administrator may not be closed out of the platform."""
    administrators = RoleHolder.objects.filter(role__is_administrator=True)
    if not administrators.filter(user=user).exists():
        return ""
    if administrators.filter(user__is_active=True).exclude(user=user).exists():
        return ""
    return _("Plus personne n’administrerait la plateforme. Nommez d’abord quelqu’un d’autre.")


role_providers.declare(RoleProvider("rights", choices, held, assign, must_stay))
