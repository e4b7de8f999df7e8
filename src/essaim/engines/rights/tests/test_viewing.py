"""`Voir en tant que`: seeing with somebody's rights, never writing, always in the journal."""

import pytest
from django.urls import reverse

from essaim.engines.journal.models import Entry
from essaim.engines.rights import viewing
from essaim.engines.rights.api import Grant, load_preset

from . import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher():
    return world.user(
        world.role("entry-tests:all:v", label="Formateurs"), first_name="Moussa", last_name="Ba"
    )


@pytest.fixture
def boss(client):
    user = world.admin(first_name="Claire", last_name="Martin")
    client.force_login(user)
    return user


def start(client, user=None, role=None):
    data = {"user": user.pk} if user else {"role": role.code}
    return client.post(reverse("rights:view_as"), data)


def test_the_product_is_seen_with_the_other_ones_rights(client, boss, teacher):
    assert client.get("/droits/").status_code == 200
    start(client, teacher)
    assert client.get("/droits/").status_code == 403
    page = client.get("/droits/pourquoi/?action=view&resource=entry-tests").content.decode()
    assert "Vous pouvez voir" in page
    assert "Moussa Ba" in page
    assert "Revenir à mon compte" in page


def test_nothing_can_be_written(client, boss, teacher):
    start(client, boss_like := world.manager())
    grant = Grant.objects.first()
    answer = client.post(reverse("rights:toggle"), {"toggle": f"{grant.pk}.view.1110"})
    assert answer.status_code == 403
    assert client.get("/droits/").status_code == 200
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)("/droits/").status_code == 403
    assert boss_like.role_holdings.exists()


def test_one_comes_back_and_both_moments_are_kept(client, boss, teacher):
    start(client, teacher)
    assert client.post(reverse("rights:view_as_end")).status_code == 302
    assert client.get("/droits/").status_code == 200
    kinds = ["view_as_started", "view_as_ended"]
    entries = list(Entry.objects.filter(kind__startswith="view_as").order_by("id"))
    assert [entry.kind for entry in entries] == kinds
    for entry in entries:
        assert entry.actor == boss
        assert (entry.model, entry.object_id) == ("accounts.user", str(teacher.pk))
        assert "Claire Martin" in entry.note
        assert "Moussa Ba" in entry.note


def test_it_ends_by_itself_after_its_time(client, boss, teacher):
    start(client, teacher)
    session = client.session
    session[viewing.KEY] = {**session[viewing.KEY], "until": 1.0}
    session.save()
    assert client.get("/droits/").status_code == 200
    assert viewing.KEY not in client.session
    assert Entry.objects.latest("id").kind == "view_as_expired"


def test_it_ends_when_the_administrator_loses_the_right(client, teacher):
    manager = world.manager()
    client.force_login(manager)
    start(client, teacher)
    manager.role_holdings.all().delete()
    page = client.get("/droits/pourquoi/?action=view&resource=entry-tests").content.decode()
    assert "Vous ne pouvez pas voir" in page
    assert viewing.KEY not in client.session


def test_a_role_alone_can_be_tried(client, boss):
    load_preset("promess")
    role = Grant.objects.filter(role__code="candidat").first().role
    start(client, role=role)
    page = client.get("/droits/pourquoi/?action=create&resource=applications").content.decode()
    assert "Vous pouvez créer" in page
    assert "Candidats" in page
    assert client.get("/droits/").status_code == 403
    client.post(reverse("rights:view_as_end"))
    assert client.get("/droits/").status_code == 200


def test_only_who_manages_rights_may(client, teacher):
    client.force_login(teacher)
    assert start(client, world.user()).status_code == 403
    assert client.get(reverse("rights:view_as")).status_code == 403


def test_only_an_administrator_sees_as_one(client, boss):
    manager = world.manager()
    client.force_login(manager)
    start(client, boss)
    assert viewing.KEY not in client.session
    start(client, role=boss.role_holdings.get().role)
    assert viewing.KEY not in client.session


def test_pages_of_the_account_stay_closed(client, boss, teacher):
    start(client, teacher)
    for address in ("/comptes/sessions/", reverse("account_change_password"), reverse("mfa_index")):
        assert client.get(address).status_code == 403


def test_a_closed_account_or_a_deleted_role_ends_it(client, boss, teacher):
    start(client, teacher)
    teacher.is_active = False
    teacher.save()
    assert client.get("/droits/").status_code == 200


def test_leaving_when_not_seeing_as_anybody_is_harmless(client, boss):
    assert client.post(reverse("rights:view_as_end")).status_code == 302
    assert not Entry.objects.filter(kind__startswith="view_as").exists()


def test_a_sensitive_read_meanwhile_names_both(rf, boss, teacher):
    from django.contrib.sessions.backends.db import SessionStore

    from essaim.engines.journal import api as journal

    request = rf.get("/")
    request.session, request.user = SessionStore(), boss
    viewing.start(request, teacher)
    seen = viewing.current(request)
    token = viewing.enter(request, seen)
    journal.read(request.user, boss, ["email"])
    viewing.current_origin.reset(token)
    entry = Entry.objects.get(kind="read")
    assert (entry.actor, entry.acting_for) == (boss, teacher)
