"""Users with just the rights a test speaks of."""

from __future__ import annotations

import itertools
from typing import Any

from essaim.engines.accounts.api import Network, User
from essaim.engines.rights.api import Grant, Role, RoleHolder, forget

_numbers = itertools.count(1)


def network(name: str = "") -> Network:
    number = next(_numbers)
    return Network.objects.create(code=f"essai-{number}", name=name or f"Réseau {number}")


def role(*cells: str, administrator: bool = False) -> Role:
    """Each cell is "resource:reach:actions", actions among the letters c m s v."""
    number = next(_numbers)
    made = Role.objects.create(
        code=f"essai-{number}", label=f"Essai {number}", is_administrator=administrator
    )
    letters = {"c": "can_create", "m": "can_change", "s": "can_delete", "v": "can_view"}
    for cell in cells:
        resource, reach, actions = cell.split(":")
        flags: dict[str, Any] = {letters[letter]: True for letter in actions}
        Grant.objects.create(role=made, resource=resource, reach=reach, **flags)
    return made


def user(*cells: str, administrator: bool = False, **fields: Any) -> User:
    number = next(_numbers)
    made = User.objects.create_user(f"essai{number}@essaim.example", first_name="Essai", **fields)
    RoleHolder.objects.create(role=role(*cells, administrator=administrator), user=made)
    forget(made)
    return made


def admin() -> User:
    return user(administrator=True)
