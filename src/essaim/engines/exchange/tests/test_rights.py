"""An import does nothing its author could not do by hand, and tells nothing they could not see."""

from __future__ import annotations

import pytest

from essaim.engines.accounts.api import Network
from essaim.engines.directory.api import Organisation
from essaim.engines.exchange.actions import write_now
from essaim.engines.rights.api import forget
from tests.samples import people

from .making import GOOD_SIRETS, csv_file, errors, fates, planned, targets_of, uploaded

pytestmark = pytest.mark.django_db
HEAD = ("Nom", "SIRET", "Ville")


def member(network: Network, cells: str):
    user = people.user(cells)
    user.networks.add(network)
    forget(user)
    return user


@pytest.fixture
def ours():
    return people.network("Le nôtre")


@pytest.fixture
def elsewhere():
    made = Organisation(
        name="Secret bien gardé", siret=GOOD_SIRETS[0], city="Brest", email="secret@brest.example"
    )
    made.save()
    made.networks.add(people.network("Un autre"))
    return made


def test_a_record_out_of_reach_is_an_error_and_no_leak(ours, elsewhere):
    user = member(ours, "organisations:network:cmv")
    run = planned(user, csv_file(HEAD, ("Voulu", GOOD_SIRETS[0], "Nantes")))
    assert fates(run) == {2: "error"}
    assert "Secret" not in errors(run)
    assert "Brest" not in errors(run)


def test_lookalikes_out_of_reach_are_not_shown(ours, elsewhere):
    user = member(ours, "organisations:network:cmv")
    rows = csv_file(("Nom", "Courriel"), ("Secret bien gardé", "secret@brest.example"))
    run = planned(user, rows, key="")
    assert fates(run) == {2: "create"}


def test_who_may_only_create_changes_nothing(ours):
    known = Organisation.objects.create(name="Ateliers", siret=GOOD_SIRETS[0])
    known.networks.add(ours)
    user = member(ours, "organisations:network:cv")
    run = planned(user, csv_file(HEAD, ("Les Ateliers", GOOD_SIRETS[0], ""), ("Jardins", GOOD_SIRETS[1], "")))
    assert fates(run) == {2: "error", 3: "create"}
    write_now(actor=user, run=run)
    known.refresh_from_db()
    assert known.name == "Ateliers"


def test_who_may_only_change_creates_nothing(ours):
    known = Organisation.objects.create(name="Ateliers", siret=GOOD_SIRETS[0])
    known.networks.add(ours)
    user = member(ours, "organisations:network:mv")
    run = planned(user, csv_file(HEAD, ("Les Ateliers", GOOD_SIRETS[0], ""), ("Jardins", GOOD_SIRETS[1], "")))
    assert fates(run) == {2: "update", 3: "error"}


def test_a_right_lost_between_the_trial_and_the_writing_counts(ours):
    known = Organisation.objects.create(name="Ateliers", siret=GOOD_SIRETS[0])
    known.networks.add(ours)
    user = member(ours, "organisations:network:cmv")
    run = planned(user, csv_file(HEAD, ("Les Ateliers", GOOD_SIRETS[0], "")))
    known.networks.clear()
    write_now(actor=user, run=run)
    known.refresh_from_db()
    assert known.name == "Ateliers"
    assert run.counts["written"]["refused"] == 1


def test_what_would_land_out_of_reach_is_not_created(ours):
    user = member(ours, "organisations:network:cmv")
    other = people.network("Un autre")
    rows = csv_file(("Nom", "Réseaux"), ("Ateliers", "Le nôtre"), ("Jardins", other.name))
    run = planned(user, rows)
    write_now(actor=user, run=run)
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Ateliers"]


def test_a_field_one_may_not_see_is_no_target():
    rows = csv_file(("Nom", "Santé", "Courriel"), ("Diop", "fragile", "a@b.example"))
    without = uploaded(people.user("samples.dossiers:all:cmv"), rows, type_name="dossiers")
    assert targets_of(without) == {"Nom": "last_name", "Santé": "", "Courriel": "email"}
    allowed = uploaded(
        people.user("samples.dossiers:all:cmv", "samples.health:all:cmv"), rows, type_name="dossiers"
    )
    assert targets_of(allowed)["Santé"] == "health"
