from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from essaim.engines.accounts.models import User

from .world import PASSWORD


@pytest.fixture
def person(db: Any) -> User:
    return User.objects.create_user("awa@example.org", PASSWORD, first_name="Awa", last_name="Diop")


@pytest.fixture
def other(db: Any) -> User:
    return User.objects.create_user("paul@example.org", PASSWORD, first_name="Paul", last_name="Le Goff")


@pytest.fixture
def administrator(db: Any) -> User:
    """Rights stand above accounts, so its models are asked for by name."""
    user = User.objects.create_user("nadia@example.org", PASSWORD, first_name="Nadia", last_name="Berger")
    role, _ = apps.get_model("rights", "Role").objects.get_or_create(
        code="administrateur", defaults={"label": "Administrateur", "is_administrator": True}
    )
    apps.get_model("rights", "RoleHolder").objects.create(role=role, user=user)
    return user


@pytest.fixture
def admin_client(client: Any, administrator: User) -> Any:
    client.force_login(administrator)
    return client


@pytest.fixture
def sign_in(client: Any) -> Any:
    """sign_in(email, password=…, next=…): what the form of the sign-in page sends."""

    def send(email: str, password: str = PASSWORD, **extra: Any) -> Any:
        return client.post("/comptes/connexion/", {"login": email, "password": password, **extra})

    return send
