"""The invented world: built once, coherent, large enough, each account with something to see."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from essaim.config.commands import demo, setup
from essaim.config.commands.setup import make_reference_data, make_roles
from essaim.config.demo.building import build, build_once
from essaim.config.demo.people import ACCOUNTS, FIRST_VISIT, PASSWORD
from essaim.engines.accounts.api import User, charter_awaits
from essaim.engines.directory.api import Organisation, Person
from essaim.engines.rights.api import can
from essaim.engines.timeline.api import Interaction, Task


@pytest.fixture
def world(db):
    call_command("createcachetable", verbosity=0)
    make_roles(lambda text: None)
    make_reference_data(lambda text: None)
    return build()


def test_the_world_is_large_coherent_and_placed(world):
    assert Person.objects.count() >= 300
    assert Organisation.objects.count() >= 120
    assert Interaction.objects.count() >= 600
    assert not Organisation.objects.filter(latitude=None).exists()
    assert not Organisation.objects.filter(territory=None).exists()
    assert {organisation.country for organisation in Organisation.objects.all()} == {"FR", "SN"}


def test_every_identifier_and_number_of_the_world_would_be_accepted(world):
    from essaim.engines.directory.api import normalise_email, normalise_phone
    from essaim.engines.records.api import record_types

    siret = record_types.get("organisations").own_fields["siret"]
    for item in (*Person.objects.all(), *Organisation.objects.all()):
        assert normalise_email(item.email) == item.email
        for number in filter(None, (item.phone, item.mobile)):
            assert normalise_phone(number, item.country) == number
        if getattr(item, "siret", None):
            assert siret.clean(item.siret) == item.siret


def test_nothing_in_the_world_can_reach_a_real_mailbox(world):
    assert not Person.objects.exclude(email="").exclude(email__endswith=".example").exists()
    assert not Organisation.objects.exclude(email="").exclude(email__endswith=".example").exists()


def test_every_account_signs_in_and_sees_its_part(world):
    counts = {}
    for account in ACCOUNTS:
        user = User.objects.get(email=account.email)
        assert user.check_password(PASSWORD)
        assert can(user, "view", "people")
        counts[account.key] = Person.objects.for_user(user).count()
    assert counts["admin"] == Person.objects.count()
    assert counts["candidat"] == 1
    assert 0 < counts["consultant"] < counts["mission"] < counts["animatrice"] < counts["admin"]


def test_the_charter_waits_for_the_newcomer_alone(world):
    waiting = [account.key for account in ACCOUNTS if charter_awaits(User.objects.get(email=account.email))]
    assert waiting == [FIRST_VISIT]


def test_tasks_stand_around_today(world):
    assert Task.objects.filter(due_date__lt=world.today, status="open").exists()
    assert Task.objects.filter(due_date=world.today).exists()
    assert Task.objects.filter(due_date__gt=world.today).exists()


def test_the_world_is_built_once(world, capsys):
    people = Person.objects.count()
    assert build_once() is False
    assert Person.objects.count() == people


def test_a_second_start_knows_that_nothing_is_to_be_made(settings, tmp_path, monkeypatch, world):
    settings.VAR_DIR = tmp_path
    assert demo.standing() is None
    monkeypatch.setattr(setup, "collect_static", lambda say: None)
    labels = demo.make()
    assert labels["directeur"] == "Directeur PROMESS"
    assert demo.standing() == labels
    (tmp_path / "setup-stamp").write_text("another version of the code")
    assert demo.standing() is None
