"""Views kept under a name: one's own, shared, opened by default."""

from __future__ import annotations

import json

import pytest

from essaim.engines.records.api import record_types
from essaim.engines.records.models import DefaultView, SavedView
from essaim.engines.records.views import seen_by, visible_views
from essaim.engines.rights.api import RoleHolder
from tests.samples import people
from tests.samples.models import Dossier

LIST = "/dossiers-essai/"
FILTER = json.dumps({"field": "status", "op": "in", "value": ["open"]})


@pytest.fixture
def view(as_admin):
    as_admin.post(f"{LIST}vues/nouvelle/?f={FILTER}&tri=-last_name", {"name": "Ouverts"})
    return SavedView.objects.get()


def make(*statuses: str) -> None:
    for rank, status in enumerate(statuses):
        Dossier.objects.create(last_name=f"Diop {rank}", status=status)


def test_a_view_keeps_the_list_as_it_was(as_admin, view):
    make("open", "closed", "open")
    shown = as_admin.get(LIST, {"vue": view.pk}).context
    assert [row.title for row in shown["listing"].rows] == ["Diop 2", "Diop 0"]
    assert shown["view"] == view
    assert not shown["modified"]


def test_what_the_address_changes_is_told_and_can_be_kept(as_admin, view):
    changed = as_admin.get(LIST, {"vue": view.pk, "f": ""}).context
    assert changed["modified"]
    as_admin.post(f"{LIST}vues/{view.pk}/enregistrer/?vue={view.pk}&f=&tri=email")
    view.refresh_from_db()
    assert view.query == {"sort": ["email"]}


def test_the_default_view_opens_the_list(as_admin, view):
    make("open", "closed")
    as_admin.post(f"{LIST}vues/{view.pk}/par-defaut/")
    assert as_admin.get(LIST).context["view"] == view
    assert as_admin.get(LIST, {"vue": 0}).context["listing"].total == 2
    as_admin.post(f"{LIST}vues/0/par-defaut/")
    assert not DefaultView.objects.exists()
    assert as_admin.get(LIST).context["view"] is None


def test_a_private_view_is_nobody_elses(client, view):
    client.force_login(people.user("samples.dossiers:all:v"))
    shown = client.get(LIST, {"vue": view.pk}).context
    assert shown["view"] is None
    assert shown["errors"]
    for path in ("", "enregistrer/", "supprimer/", "par-defaut/"):
        assert client.post(f"{LIST}vues/{view.pk}/{path}", {"name": "x"}).status_code == 404


def test_a_shared_view_shows_to_each_what_their_rights_show(client, view):
    ours = people.network()
    make("open", "open")
    Dossier.objects.create(last_name="Ici", status="open", network=ours)
    user = people.user("samples.dossiers:network:v")
    user.networks.add(ours)
    view.networks.add(ours)
    client.force_login(user)
    shown = client.get(LIST, {"vue": view.pk}).context
    assert [row.title for row in shown["listing"].rows] == ["Ici"]
    assert client.post(f"{LIST}vues/{view.pk}/supprimer/").status_code == 403


def test_sharing_goes_no_further_than_ones_own_roles_and_networks(client, db):
    user = people.user("samples.dossiers:all:v")
    theirs = people.network()
    client.force_login(user)
    client.post(f"{LIST}vues/nouvelle/?f={FILTER}", {"name": "Mienne", "all": "on", "networks": [theirs.pk]})
    made = SavedView.objects.get()
    assert not made.shared_with_all
    assert not made.networks.exists()


def test_a_role_shares_with_its_holders(client, as_admin, view):
    other = people.user("samples.dossiers:all:v")
    role = other.role_holdings.get().role
    as_admin.post(f"{LIST}vues/{view.pk}/", {"name": "Ouverts", "roles": [role.pk]})
    client.force_login(other)
    assert [item.name for item in client.get(LIST).context["views"]] == ["Ouverts"]


def test_the_statement_written_by_hand_gives_what_the_rule_gives(as_admin, view):
    """`visible_views` is written out for speed; `seen_by` is the rule."""
    ours, theirs, role = people.network(), people.network(), people.role("samples.dossiers:all:v")
    holder, member, other = people.user(), people.user(), people.user()
    RoleHolder.objects.create(user=holder, role=role)
    member.networks.add(ours)
    for number in range(4):
        copy = SavedView.objects.create(type=view.type, name=f"V{number}", owner=other if number else member)
        (copy.roles.add(role), copy.networks.add(ours), copy.networks.add(theirs), None)[number]
    SavedView.objects.create(type="autre", name="Ailleurs", owner=other, shared_with_all=True)
    DefaultView.objects.create(user=member, type=view.type, view=view)
    for user in (holder, member, other, view.owner):
        rule = SavedView.objects.filter(seen_by(user), type=view.type).order_by("name", "pk")
        shown = visible_views(user, record_types.get(view.type))
        assert shown == list(rule)
        assert all(bool(item.is_default) == (user == member and item == view) for item in shown)


def test_deleting_a_view_leaves_the_records(as_admin, view):
    make("open")
    as_admin.post(f"{LIST}vues/{view.pk}/supprimer/")
    assert not SavedView.objects.exists()
    assert Dossier.objects.count() == 1


def test_a_view_on_a_field_that_is_gone_still_opens(as_admin, view):
    SavedView.objects.update(query={"filter": {"field": "gone", "op": "is", "value": 1}, "sort": ["gone"]})
    make("open")
    shown = as_admin.get(LIST, {"vue": view.pk}).context
    assert shown["listing"].total == 1
    assert shown["errors"]
