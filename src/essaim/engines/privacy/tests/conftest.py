from __future__ import annotations

from datetime import date

import pytest

from essaim.engines.directory.models import Consent, ContactPoint
from essaim.engines.privacy.models import Processing
from essaim.engines.records.api import create, record_types
from tests.samples import people


@pytest.fixture
def network(db):
    return people.network("Réseau d’essai")


@pytest.fixture
def officer(network):
    """The data protection officer: every right on what privacy does, over all."""
    made = people.user(
        "people:all:cmsv", "interactions:all:cmsv", "tasks:all:cmsv", "events:all:cmsv", "consents:all:cv",
        "privacy:all:csv", "retention:all:cmsv",
    )  # fmt: skip
    made.networks.add(network)
    return made


@pytest.fixture
def person(officer):
    made = create(
        actor=officer,
        record_type=record_types.get("people"),
        values={
            "first_name": "Fatoumata", "last_name": "Zébulonne", "birth_date": date(1987, 5, 12), "sex": "f",
            "email": "fz@example.org", "mobile": "+33612345678", "street": "3 rue des Lilas", "postcode": "72000",
            "city": "Le Mans", "description": "Suit un traitement secret",
        },
    )  # fmt: skip
    ContactPoint.objects.create(person=made, kind="email", value="autre@example.org")
    Consent.objects.create(person=made, channel="email", given=True, proof="Case cochée le 3 mars")
    values = {"kind": "call", "subject": "Rappel confidentiel", "body": "Dit son secret", "person": made.pk}
    create(actor=officer, record_type=record_types.get("interactions"), values=values)
    task = {"title": "Revoir Fatoumata", "person": made.pk, "status": "done"}
    create(actor=officer, record_type=record_types.get("tasks"), values=task)
    made.refresh_from_db()
    return made


@pytest.fixture
def processing(db):
    return Processing.objects.create(name="Suivi", purpose="Accompagner", basis="mission", types=["people"])


SECRETS = (
    "Fatoumata", "Zébulonne", "zebulonne", "fz@example.org", "612345678", "Lilas", "traitement secret",
    "autre@example.org", "Case cochée", "Rappel confidentiel", "son secret",
)  # fmt: skip


@pytest.fixture
def secrets():
    return SECRETS
