"""Small worlds for the tests of rights: users with roles, a model of accounts standing for records."""

from __future__ import annotations

from itertools import count
from typing import Any

from essaim.engines.accounts.api import User
from essaim.engines.rights.api import Grant, Role, RoleHolder, forget

_numbers = count(1)
LETTERS = {"c": "can_create", "m": "can_change", "s": "can_delete", "v": "can_view"}


def role(*cells: str, administrator: bool = False, label: str = "", code: str = "") -> Role:
    """Each cell is "resource:reach:letters", letters among c m s v."""
    number = next(_numbers)
    made = Role.objects.create(
        code=code or f"role-{number}", label=label or f"Profil {number}", is_administrator=administrator
    )
    for place, cell in enumerate(cells):
        resource, reach, letters = cell.split(":")
        flags: dict[str, Any] = {LETTERS[letter]: True for letter in letters}
        Grant.objects.create(role=made, resource=resource, reach=reach, position=place, **flags)
    return made


def user(*roles: Role, **fields: Any) -> User:
    number = next(_numbers)
    fields = {"first_name": "Prénom", "last_name": f"Nom{number}", **fields}
    made = User.objects.create_user(f"essai{number}@essaim.example", **fields)
    for held in roles:
        RoleHolder.objects.create(role=held, user=made)
    forget(made)
    return made


def admin(**fields: Any) -> User:
    return user(role(administrator=True, label="Administrateur"), **fields)


def manager(**fields: Any) -> User:
    """Has the rights on the matrix, and does not administer the platform."""
    return user(role("access:all:cms", label="Direction"), **fields)
