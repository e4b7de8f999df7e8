"""Why somebody may or may not do something: the reasons behind a decision, and who could change it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Prefetch, Q

from essaim.kit.access import ACTIONS

from .decisions import guard_for, reach_condition, roles_of
from .declarations import Guard, resources
from .models import Grant, Reach, Role, RoleHolder


@dataclass(frozen=True)
class Reason:
    """One line of the matrix that one of the user's roles brings for the action asked about.

    `holds`: it opens the action on the object asked about (always, when there is none).
    `paths`: False when nothing on this type of record tells how the reach is read.
    """

    role: Role
    reach: str
    actions: frozenset[str]
    grant: Grant
    holds: bool
    paths: bool = True

    @property
    def reach_label(self) -> str:
        return str(Reach(self.reach).label)

    @property
    def implied(self) -> bool:
        """View that comes with another action."""
        return not self.grant.can_view


@dataclass(frozen=True)
class Explanation:
    """`allowed` equals `can(...)`. `reasons`: those of the user's lines that speak of the action;
    `others`: lines of the user's roles on the resource that do not open it; `administrators`: the
    user's roles that open everything; `givers`: who could give what is missing, by role.
    """

    allowed: bool
    action: str
    resource: str
    user: Any
    obj: models.Model | None = None
    roles: list[Role] = field(default_factory=list)
    administrators: list[Role] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    others: list[Grant] = field(default_factory=list)

    @property
    def resource_label(self) -> str:
        return str(resources.get(self.resource).label)

    @cached_property
    def givers(self) -> list[Giver]:
        """Who could give what is missing; nobody when nothing is."""
        return [] if self.allowed else givers()

    @property
    def opening(self) -> list[Reason]:
        return [reason for reason in self.reasons if reason.holds]

    @property
    def out_of_reach(self) -> list[Reason]:
        return [reason for reason in self.reasons if not reason.holds]


@dataclass(frozen=True)
class Giver:
    role: Role
    holders: list[Any]


def explain(
    user: Any, action: str, resource: str, obj: models.Model | None = None, guard: Guard | None = None
) -> Explanation:
    """The decision `can(user, action, resource, obj)` takes, with its reasons.

    The asker must be allowed to know that `obj` exists: see `pages.why`, which hides the rest.
    """
    if action not in ACTIONS:
        raise ValueError(f"unknown action {action!r}")
    resources.get(resource)
    active = getattr(user, "is_authenticated", False) and user.is_active
    roles = list(roles_of(user)) if active else []
    guard = (guard or guard_for(obj, resource)) if obj is not None else None
    grants = Grant.objects.filter(role__in=roles, resource=resource).select_related("role", "since__made_by")
    reasons = [_reason(user, grant, obj, guard, action) for grant in grants if action in grant.actions()]
    administrators = [role for role in roles if role.is_administrator]
    allowed = bool(administrators) or any(reason.holds for reason in reasons)
    others = [grant for grant in grants if action not in grant.actions()]
    return Explanation(allowed, action, resource, user, obj, roles, administrators, reasons, others)


def _reason(user: Any, grant: Grant, obj: models.Model | None, guard: Guard | None, action: str) -> Reason:
    holds, paths = True, True
    if obj is not None and guard is not None and grant.reach != Reach.ALL:
        own = guard.audience if action == "view" else None
        paths = bool(guard.paths(grant.reach)) or (
            own is not None and own.condition(user, grant.reach) is not None
        )
        model = type(obj)
        condition = reach_condition(user, model, guard, grant.reach, action)
        holds = paths and model._base_manager.filter(pk=obj.pk).filter(condition).exists()
    return Reason(grant.role, grant.reach, grant.actions(), grant, holds, paths)


def givers() -> list[Giver]:
    """The roles that may change the matrix or give roles, with their active holders."""
    changing = Grant.objects.filter(resource="access").filter(Q(can_create=True) | Q(can_change=True))
    roles = Role.objects.filter(Q(is_administrator=True) | Q(pk__in=changing.values("role")))
    holders = RoleHolder.objects.filter(user__is_active=True).select_related("user")
    found = roles.prefetch_related(Prefetch("holders", holders, to_attr="active_holders"))
    return [Giver(role, [holding.user for holding in role.active_holders]) for role in found]
