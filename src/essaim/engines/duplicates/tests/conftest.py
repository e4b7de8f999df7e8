from __future__ import annotations

import pytest

from essaim.engines.accounts.api import User
from essaim.engines.rights.api import Grant, Role, RoleHolder


@pytest.fixture
def administrator(db) -> User:
    user = User.objects.create_user("admin@exemple.fr", "x", first_name="Ada")
    role, _ = Role.objects.get_or_create(
        code="administrateur", defaults={"label": "Administrateur", "is_administrator": True}
    )
    RoleHolder.objects.create(role=role, user=user)
    return user


@pytest.fixture
def reader(db) -> User:
    user = User.objects.create_user("lecteur@exemple.fr", "x", first_name="Léo")
    role = Role.objects.create(code="lecteur", label="Lecteur")
    for resource in ("people", "duplicates"):
        Grant.objects.create(role=role, resource=resource, reach="all", can_view=True)
    RoleHolder.objects.create(role=role, user=user)
    return user
