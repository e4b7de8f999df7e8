"""Who can see an object: the decision read the other way round, from the object to the users."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from essaim.engines.accounts.api import Territory, User

from .decisions import guard_for
from .declarations import Guard
from .models import Grant, Reach, Role


@dataclass(frozen=True)
class Seer:
    """A role that opens the object to some or all of its holders. `reach` is "" for administrators."""

    role: Role
    reach: str
    users: list[Any]

    @property
    def reach_label(self) -> str:
        return str(Reach(self.reach).label) if self.reach else ""


def who_can_see(
    obj: models.Model, action: str = "view", resource: str = "", guard: Guard | None = None
) -> list[Seer]:
    """Each role by which somebody may do `action` on `obj`, with its active holders for whom it holds."""
    guard = guard or guard_for(obj, resource)
    resource = resource or guard.resource
    grants = Grant.objects.filter(resource=resource).select_related("role").order_by("position", "id")
    found = [Seer(role, "", _holders(role)) for role in Role.objects.filter(is_administrator=True)]
    found += [
        Seer(grant.role, grant.reach, _holders(grant.role, reached_by(obj, guard, grant.reach, action)))
        for grant in grants
        if action in grant.actions()
    ]
    return [seer for seer in found if seer.users or seer.reach in {"", Reach.ALL.value}]


def _holders(role: Role, condition: Q | None = None) -> list[Any]:
    users = User.objects.filter(is_active=True, role_holdings__role=role)
    return list(users.filter(condition).distinct() if condition is not None else users)


def reached_by(obj: models.Model, guard: Guard, reach: str, action: str = "view") -> Q:
    """The users whom `reach` brings to `obj`; the mirror of `decisions.reach_condition`."""
    if reach == Reach.ALL:
        return Q()
    if action == "view" and guard.audience is not None:
        told = guard.audience.people(obj, reach)
        if told is not None:
            return told
    rows = type(obj)._base_manager.filter(pk=obj.pk)
    ids = {pk for path in guard.paths(reach) for pk in rows.values_list(path, flat=True) if pk is not None}
    if reach == Reach.NETWORK:
        return Q(networks__in=ids)
    if reach == Reach.GROUP:
        return Q(groups__in=ids)
    if reach == Reach.TERRITORY:
        return Q(territories__path__in=_ancestors(ids))
    return Q(pk__in=ids)


def _ancestors(ids: set[int]) -> set[str]:
    """The paths of these territories and of all that contain them."""
    found: set[str] = set()
    for path in Territory.objects.filter(pk__in=ids).values_list("path", flat=True):
        codes = path.split("/")[:-1]
        found |= {"/".join(codes[: depth + 1]) + "/" for depth in range(len(codes))}
    return found
