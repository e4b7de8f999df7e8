"""Every write leaves an entry: who, when, from where, which fields from what to what."""

from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from essaim.engines.accounts.api import Network, User
from essaim.engines.journal import api
from essaim.engines.journal.models import Entry
from essaim.kit.writing import Change, Origin, Unit, current_origin, snapshot, writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def awa():
    return User.objects.create_user("awa@exemple.fr", first_name="Awa", last_name="Diop")


def rename(actor, network, name, origin=""):
    with writing(actor, origin) as work:
        before = snapshot(network)
        network.name = name
        network.save()
        work.changed(network, before)


def test_a_change_says_who_what_and_from_where(awa):
    network = Network.objects.create(code="n44", name="Réseau")
    token = current_origin.set(Origin("web", "192.0.2.7", "abcdef12"))
    try:
        rename(awa, network, "Réseau 44", "import 12")
    finally:
        current_origin.reset(token)
    entry = Entry.objects.get()
    assert entry.fields == {"name": ["Réseau", "Réseau 44"]}
    assert (entry.actor, entry.channel, entry.address, entry.session) == (awa, "web", "192.0.2.7", "abcdef12")
    assert (entry.kind, entry.model, entry.object_id) == ("changed", "accounts.network", str(network.pk))
    assert (entry.origin, entry.object_label) == ("import 12", "Réseau 44")


def test_a_command_is_known_as_such(awa):
    network = Network.objects.create(code="n44", name="Réseau")
    rename(None, network, "Autre")
    entry = Entry.objects.get()
    assert (entry.channel, entry.actor) == ("command", None)


def test_nothing_is_kept_of_a_write_that_is_undone(awa):
    network = Network.objects.create(code="n44", name="Réseau")
    with transaction.atomic():
        rename(awa, network, "Autre")
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    assert api.verify().broken is None


def test_a_unit_is_written_at_once_whatever_its_size(awa):
    network = Network.objects.create(code="n44", name="Réseau")

    def queries(count):
        with CaptureQueriesContext(connection) as captured, writing(awa) as work:
            for number in range(count):
                work.noted(network, "changed", {"name": (str(number), str(number + 1))})
        return len(captured)

    queries(1)
    assert queries(2) == queries(40)


def test_sequences_have_no_hole_and_ids_follow_them(awa):
    network = Network.objects.create(code="n44", name="Réseau")
    for number in range(5):
        rename(awa, network, f"Nom {number}")
    entries = list(Entry.objects.order_by("sequence"))
    assert [entry.sequence for entry in entries] == [1, 2, 3, 4, 5]
    assert [entry.pk for entry in entries] == sorted(entry.pk for entry in entries)
    assert entries[0].previous == ""
    assert all(later.previous == sooner.hash for sooner, later in pairwise(entries))


def test_latest_follows_each_model_apart(awa):
    network = Network.objects.create(code="n44", name="Réseau")
    assert api.latest("accounts.network", "accounts.user") == 0
    rename(awa, network, "Un")
    of_networks = api.latest("accounts.network")
    with writing(awa) as work:
        work.noted(awa, "changed", {"first_name": ("A", "B")})
    assert api.latest("accounts.network") == of_networks
    assert api.latest("accounts.user") > of_networks
    assert api.latest("accounts.network", "accounts.user") == api.latest("accounts.user")
    assert api.latest("accounts.territory") == 0
    assert api.latest() == Entry.objects.count()


def test_latest_is_one_query(awa, django_assert_num_queries):
    rename(awa, Network.objects.create(code="n44", name="Réseau"), "Un")
    with django_assert_num_queries(1):
        api.latest("accounts.network", "accounts.user", "accounts.territory")


def test_values_that_databases_store_differently_still_verify(awa):
    network = Network.objects.create(code="n44", name="Réseau")
    odd = [
        1e300,
        1e-7,
        1.0,
        float("nan"),
        10**20,
        "nul\x00",
        "été ’«»\u2028😀",
        [1, {"b": 2, "a": None}],
        True,
    ]
    with writing(awa) as work:
        work.noted(network, "changed", {f"f{n}": (None, value) for n, value in enumerate(odd)})
    assert api.verify().broken is None


def test_ten_thousand_entries_are_written_in_a_few_statements(awa, django_assert_max_num_queries):
    from essaim.engines.journal.keeping import keep

    fields = {f"field_{n}": (None, f"valeur {n}") for n in range(6)}
    unit = Unit(
        awa,
        "import 1",
        [Change("created", "accounts.user", str(n), f"Nom {n}", fields) for n in range(10_000)],
    )
    with django_assert_max_num_queries(400):
        keep(unit)
    assert Entry.objects.count() == 10_000
    assert api.verify().checked == 10_000
