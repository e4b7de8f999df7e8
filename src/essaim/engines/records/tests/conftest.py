from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from essaim.engines.accounts.api import Group
from tests.samples import people
from tests.samples.models import Dossier, Place, Visit

NAMES = ("Diop", "Le Goff", "d’Été", "Œuvré", "N'Diaye", "100 %_x", "", "diop")
TODAY = date.today()


@pytest.fixture
def admin(db):
    return people.admin()


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def world(db):
    """Rows of every shape; two networks, so that a reader sees a part of them."""
    draw = random.Random(5)
    networks = [people.network(), people.network(), None]
    groups = [Group.objects.create(pk=key, name=f"Groupe {key}") for key in (1, 2, 3)]
    places = [
        Place.objects.create(
            pk=key, name=draw.choice(NAMES) or "x", city=draw.choice(NAMES), network=networks[key - 1]
        )
        for key in (1, 2, 3)
    ]
    for _ in range(30):
        dossier = Dossier.objects.create(
            last_name=draw.choice(NAMES) or "y", email=draw.choice(["", "Diop@essaim.example"]),
            income=draw.choice([None, "0", "10", "10.5", "12"]), visits_planned=draw.choice([None, 0, 10, 12, -3]),
            born_on=draw.choice([None, TODAY + timedelta(days=draw.randrange(-40, 40))]),
            seen_at=draw.choice([None, datetime.now(UTC) + timedelta(hours=draw.randrange(-900, 900))]),
            status=draw.choice(["", "open", "closed"]), days=draw.sample(["mon", "wed", "sat"], draw.randrange(4)),
            follows=draw.choice([True, False]), place=draw.choice([None, *places]), network=draw.choice(networks),
        )  # fmt: skip
        dossier.groups.set(draw.sample(groups, draw.randrange(3)))
        for _visit in range(draw.randrange(4)):
            Visit.objects.create(
                dossier=dossier, subject=draw.choice(NAMES) or "z", made_on=draw.choice([None, TODAY]),
                cost=draw.choice([None, Decimal("10.5"), 12]),
            )  # fmt: skip
    return networks


@pytest.fixture
def chief(world):
    return people.admin()


@pytest.fixture
def member(world):
    user = people.user("samples.dossiers:network:v", "samples.visits:network:v", "samples.places:network:v")
    user.networks.add(world[0])
    return user
