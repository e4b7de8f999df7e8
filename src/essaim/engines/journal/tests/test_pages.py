"""The journal as it reads: the History of a record, restoring a value, the administrators' page."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from essaim.engines.accounts.api import Network, User
from essaim.engines.journal import api
from essaim.engines.journal.models import Entry
from essaim.engines.rights.api import Grant, Guard, Role, RoleHolder, guards
from essaim.kit.writing import snapshot, writing

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def user(*cells, administrator=False, name="Essai"):
    role = Role.objects.create(
        code=f"r{Role.objects.count()}", label="Profil", is_administrator=administrator
    )
    for cell in cells:
        resource, reach = cell.split(":")
        Grant.objects.create(role=role, resource=resource, reach=reach, can_view=True)
    made = User.objects.create_user(
        f"u{User.objects.count()}@essaim.example", first_name=name, last_name="Dupont"
    )
    RoleHolder.objects.create(role=role, user=made)
    return made


@pytest.fixture
def reader(client, monkeypatch):
    """Networks stand for records, seen by the members of the network."""
    monkeypatch.setitem(
        guards._items, "essai", Guard("essai", "accounts.network", "journal", network=("id",))
    )
    made = user("journal:network", name="Awa")
    client.force_login(made)
    return made


@pytest.fixture
def network(reader):
    made = Network.objects.create(code="n44", name="Réseau")
    made.members.add(reader)
    return made


def change(actor, network, **values):
    with writing(actor) as work:
        before = snapshot(network)
        for name, value in values.items():
            setattr(network, name, value)
        network.save()
        work.changed(network, before)
    return Entry.objects.latest("id")


def history(client, obj, **more):
    return client.get(reverse("journal:history"), {"type": "accounts.network", "id": obj.pk, **more}, **HTMX)


def test_the_history_says_who_when_and_from_what_to_what(client, reader, network):
    change(reader, network, name="Réseau 44", website="https://exemple.fr")
    text = history(client, network).content.decode()
    assert "Awa Dupont" in text
    assert "<del>Réseau</del> <ins>Réseau 44</ins>" in text
    assert "<dt>site web</dt>" in text
    assert "en ligne de commande" in text


def test_the_history_goes_with_the_record(client, reader, network):
    other = Network.objects.create(code="autre", name="Autre")
    change(reader, other, name="Secret")
    assert history(client, other).status_code == 404
    assert history(client, Network(pk=10**9)).status_code == 404
    assert (
        client.get(reverse("journal:history"), {"type": "accounts.user", "id": reader.pk}).status_code == 404
    )
    assert client.get(reverse("journal:history")).status_code == 404


def test_a_long_history_comes_by_parts_at_a_constant_cost(client, reader, network):
    def queries(**more):
        with CaptureQueriesContext(connection) as captured:
            answer = history(client, network, **more)
        return len(captured), answer.content.decode()

    change(reader, network, name="Nom 0")
    few, _text = queries()
    for number in range(1, 45):
        change(reader, network, name=f"Nom {number}")
    many, text = queries()
    assert many <= few
    assert text.count("es-history__item") == 20
    before = text.split("avant=")[1].split('"')[0]
    older = queries(avant=before)[1]
    assert older.count("es-history__item") == 20
    assert "<ol" not in older


def test_without_htmx_the_history_is_a_page(client, reader, network):
    change(reader, network, name="Autre")
    page = client.get(api.history_url(network)).content.decode()
    assert "<h1>" in page
    assert "Autre" in page


def test_nothing_offers_to_restore_where_nobody_knows_how(client, reader, network):
    entry = change(reader, network, name="Autre")
    assert "Rétablir" not in history(client, network).content.decode()
    assert client.post(reverse("journal:restore", args=[entry.pk]), {"field": "name"}).status_code == 404


@pytest.fixture
def restorer(monkeypatch):
    def restore(*, actor, obj, name, value):
        if value == "Interdit":
            raise ValidationError("Ce nom est interdit.")
        change(actor, obj, **{name: value})

    allowed = lambda user, obj, name: name == "name"  # noqa: E731
    monkeypatch.setitem(
        api.restorers._items, "accounts.network", api.Restorer("accounts.network", allowed, restore)
    )


def test_an_earlier_value_comes_back_through_the_ordinary_change(client, reader, network, restorer):
    entry = change(reader, network, name="Autre", website="https://exemple.fr")
    text = history(client, network).content.decode()
    assert text.count("Rétablir<") == 1
    answer = client.post(reverse("journal:restore", args=[entry.pk]), {"field": "name", "back": "/droits/"})
    assert answer.url == "/droits/"
    network.refresh_from_db()
    assert network.name == "Réseau"
    kinds = list(Entry.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["changed", "changed", "restored"]
    assert Entry.objects.filter(kind="changed").latest("id").origin == f"n° {entry.sequence}"


@pytest.mark.parametrize("field", ["website", "nothing", ""])
def test_only_what_may_be_restored_is(client, reader, network, restorer, field):
    entry = change(reader, network, name="Autre", website="https://exemple.fr")
    client.post(reverse("journal:restore", args=[entry.pk]), {"field": field})
    network.refresh_from_db()
    assert network.website == "https://exemple.fr"


def test_a_refused_value_is_said_and_nothing_changes(client, reader, network, restorer):
    change(reader, network, name="Interdit")
    entry = change(reader, network, name="Autre")
    client.post(
        reverse("journal:restore", args=[entry.pk]), {"field": "name", "back": "https://ailleurs.example/"}
    )
    network.refresh_from_db()
    assert network.name == "Autre"


def test_a_record_out_of_reach_is_not_restored(client, reader, network, restorer):
    entry = change(reader, network, name="Autre")
    network.members.clear()
    assert client.post(reverse("journal:restore", args=[entry.pk]), {"field": "name"}).status_code == 404


def test_an_erased_value_is_neither_shown_nor_restored(client, reader, network, restorer):
    entry = change(reader, network, name="Autre")
    api.erase(actor=reader, obj=network)
    text = history(client, network).content.decode()
    assert "valeur effacée" in text
    assert "Rétablir" not in text
    assert client.post(reverse("journal:restore", args=[entry.pk]), {"field": "name"}).status_code == 404


def test_fields_one_may_not_read_are_counted_and_sensitive_ones_wait(client, reader, network, monkeypatch):
    describer = api.Describer(
        "accounts.network",
        find=lambda user, pk: Network.objects.filter(pk=pk).first(),
        label={"name": "Nom", "website": "Site", "description": "Texte"}.get,
        visible=lambda user, name: name != "website",
        sensitive=lambda name: name == "description",
    )
    monkeypatch.setitem(api.describers._items, "accounts.network", describer)
    change(reader, network, name="Autre", website="https://secret.example", description="confidence")
    text = history(client, network).content.decode()
    assert "secret.example" not in text
    assert "1 champ que vos droits ne montrent pas" in text
    assert "confidence" not in text
    assert "donnée sensible" in text
    assert not Entry.objects.filter(kind="read").exists()
    text = history(client, network, devoiler="1").content.decode()
    assert "confidence" in text
    read = Entry.objects.get(kind="read")
    assert (read.actor, set(read.fields)) == (reader, {"description"})


def test_the_whole_journal_is_for_those_who_may_read_it(client, network):
    client.force_login(user("entry-tests:all"))
    assert client.get(reverse("journal:journal")).status_code == 403
    assert client.get(reverse("journal:export")).status_code == 403


def test_the_journal_is_filtered_by_person_type_kind_period_and_name(client, network):
    boss = user(administrator=True, name="Claire")
    client.force_login(boss)
    change(boss, network, name="Alpha")
    change(None, network, name="Bravo")
    with writing(boss) as work:
        work.noted(boss, "role_given", note="Formateurs")

    def lines(**asked):
        return client.get(reverse("journal:journal"), asked).content.decode().count('data-label="Quand"')

    assert lines() == 3
    assert lines(personne=boss.pk) == 2
    assert lines(personne="system") == 1
    assert lines(type="accounts.network") == 2
    assert lines(action="role_given") == 1
    assert lines(texte="bravo") == 1
    assert lines(du="2020-01-01", au="2020-12-31") == 0
    assert lines(du="pas une date") == 3


def test_the_journal_pages_by_keys_both_ways(client, network, monkeypatch):
    monkeypatch.setattr("essaim.engines.journal.pages.journal.PAGE", 3)
    boss = user(administrator=True)
    client.force_login(boss)
    for number in range(8):
        change(boss, network, name=f"Nom {number}")

    def page(query):
        context = client.get(reverse("journal:journal") + query).context
        return [item.entry.fields["name"][1][-1] for item, _type in context["told"]], context

    first, context = page("")
    assert first == ["7", "6", "5"]
    assert context["newer"] == ""
    second, context = page(context["older"])
    assert second == ["4", "3", "2"]
    third, last = page(context["older"])
    assert (third, last["older"]) == (["1", "0"], "")
    assert page(context["newer"])[0] == first


def test_the_journal_goes_out_as_a_file_no_spreadsheet_runs(client, network):
    boss = user(administrator=True, name="Claire")
    client.force_login(boss)
    change(boss, network, name="=1+1")
    text = b"".join(client.get(reverse("journal:export"))).decode()
    assert "Claire Dupont" in text
    assert ";'=1+1;" in text


def test_a_write_on_the_site_says_from_where(client):
    boss = user(administrator=True)
    client.force_login(boss)
    role = Role.objects.create(code="essai", label="Essai")
    client.post(
        f"/droits/profils/{role.code}/", {"label": "Autre", "description": ""}, REMOTE_ADDR="192.0.2.44"
    )
    entry = Entry.objects.filter(model="rights.role").latest("id")
    assert (entry.channel, entry.address, entry.actor) == ("web", "192.0.2.44", boss)
    assert entry.session == client.session.session_key[:8]
