"""A tiny template, made once for all runs of the same code, and people who have sandboxes of it."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest

from essaim.engines.accounts.api import User
from essaim.engines.records.api import create, record_types
from essaim.engines.records.testing.people import user_with
from essaim.engines.sandbox.declarations import Fault, Template, templates
from essaim.kit.registry import Thawed

ACCOUNT = "inside@tiny.example"
SHARED = Path(tempfile.gettempdir()) / "essaim-test-sandboxes"


def build(today: date) -> None:
    from essaim.engines.directory.factories import PersonFactory
    from essaim.engines.rights.api import Role, RoleHolder

    user = User.objects.create_user(ACCOUNT, first_name="Dedans", last_name="Ici")
    role = Role.objects.create(code="tout", label="Tout", is_administrator=True)
    RoleHolder.objects.create(role=role, user=user)
    PersonFactory(first_name="Zoé", last_name="Dubac")


def freshen(since: date, today: date) -> None:
    from essaim.engines.directory.api import Person

    Person.objects.update(description=f"{since} {today}")


def answers(today: date) -> list[Fault]:
    return [Fault("Doublon", "C000001", "Deux fois la même", "Fusionner")]


TINY = Template("tiny", "Tout petit", "Une personne.", ACCOUNT, build, freshen, answers)


@pytest.fixture(autouse=True)
def tiny(settings):
    settings.SANDBOX_DIR = SHARED
    with Thawed(templates):
        templates.declare(TINY)
        yield TINY


@pytest.fixture
def learner(db):
    return user_with("sandboxes", "mine", "view", "create", "change", "delete")


@pytest.fixture
def make(learner):
    """A sandbox with its file, as its owner makes it."""

    def create_one(owner=learner, **values):
        values = {"label": "Le mien", "template": "tiny", **values}
        return create(actor=owner, record_type=record_types.get("sandboxes"), values=values)

    return create_one


@pytest.fixture
def mine(make):
    return make()


@pytest.fixture
def as_learner(client, learner):
    client.force_login(learner)
    return client
