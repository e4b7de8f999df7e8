"""Users with one right, and records brought within their reach."""

from __future__ import annotations

import itertools
from typing import Any

from django.db import models

from essaim.engines.accounts.api import Group, Network, Territory, User
from essaim.engines.rights.api import Grant, Role, RoleHolder, forget

_numbers = itertools.count(1)
LETTERS = {"create": "can_create", "change": "can_change", "delete": "can_delete", "view": "can_view"}


def user_with(resource: str = "", reach: str = "all", *actions: str, administrator: bool = False) -> User:
    """A user whose one role opens these actions on a resource within a reach."""
    number = next(_numbers)
    user = User.objects.create_user(
        f"suite{number}@essaim.example", first_name="Suite", last_name=str(number)
    )
    role = Role.objects.create(
        code=f"suite-{number}", label=f"Suite {number}", is_administrator=administrator
    )
    if resource:
        flags = {LETTERS[action]: True for action in actions}
        Grant.objects.create(role=role, resource=resource, reach=reach, **flags)
    RoleHolder.objects.create(role=role, user=user)
    forget(user)
    return user


def target_of(reach: str, user: User) -> models.Model:
    """What the reach looks at, made the user's own."""
    number = next(_numbers)
    if reach == "network":
        network = Network.objects.create(code=f"suite-{number}", name=f"Réseau {number}")
        user.networks.add(network)
        return network
    if reach == "territory":
        territory = Territory.objects.create(kind="region", code=f"S{number}", name=f"Région {number}")
        user.territories.add(territory)
        return territory
    if reach == "group":
        group = Group.objects.create(name=f"Groupe {number}")
        user.groups.add(group)
        return group
    return user


def bring_within(obj: models.Model, path: str, target: models.Model) -> bool:
    """Makes `path` lead from `obj` to `target`. False when something on the way is missing."""
    *parents, last = path.split("__")
    holder: Any = obj
    for name in parents:
        holder = getattr(holder, name, None)
        holder = holder.first() if hasattr(holder, "first") else holder
        if holder is None:
            return False
    if holder._meta.get_field(last).many_to_many:
        getattr(holder, last).add(target)
    else:
        type(holder)._base_manager.filter(pk=holder.pk).update(**{last: target})
    return True
