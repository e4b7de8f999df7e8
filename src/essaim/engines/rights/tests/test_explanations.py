"""An explanation says what the decision does, on thousands of random worlds; and never says too much."""

import random
import re

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.engines.accounts.api import Group, Network, Territory, User
from essaim.engines.rights.actions.matrix import do_add_line
from essaim.engines.rights.api import (
    Grant,
    Guard,
    Reach,
    Refused,
    can,
    explain,
    forget,
    guards,
    require,
    visible,
    who_can_see,
    within_reach,
)
from essaim.engines.rights.matrix import Line, lines
from essaim.engines.rights.tables import parse, read, to_csv, to_xlsx
from essaim.kit.access import ACTIONS

from . import world

pytestmark = pytest.mark.django_db
RESOURCE = "entry-tests"
GUARD = Guard(
    "essai", "accounts.user", RESOURCE,
    network=("networks",), territory=("territories",), group=("groups",),
    assigned=("role_holdings__given_by",), mine=("id",),
)  # fmt: skip
DECISIONS = []


@pytest.fixture
def guarded(monkeypatch):
    """Users stand for records: they belong to networks, territories, groups and users."""
    monkeypatch.setitem(guards._items, "essai", GUARD)


def places(rnd: random.Random) -> list[Territory]:
    root = Territory.objects.create(kind="country", code=f"P{rnd.random()}"[:12], name="Pays")
    found = [root]
    for number in range(4):
        parent = rnd.choice(found)
        found.append(
            Territory.objects.create(kind="region", code=f"t{number}", name=f"T{number}", parent=parent)
        )
    return found


def populate(rnd: random.Random) -> list[User]:
    networks = [Network.objects.create(code=f"r{rnd.random()}"[:30], name=f"R{n}") for n in range(3)]
    groups = [Group.objects.create(name=f"g{rnd.random()}") for _n in range(3)]
    territories = places(rnd)
    roles = []
    for _number in range(rnd.randint(1, 4)):
        cells = [
            f"{rnd.choice([RESOURCE, RESOURCE, 'curriculum'])}:{reach}:{''.join(rnd.sample('cmsv', rnd.randint(0, 2)))}"
            for reach in rnd.sample(Reach.values, rnd.randint(0, 3))
        ]
        roles.append(world.role(*dict.fromkeys(cells), administrator=rnd.random() < 0.08))
    users = []
    for _number in range(6):
        held = rnd.sample(roles, rnd.randint(0, len(roles)))
        user = world.user(*held, is_active=rnd.random() > 0.1)
        user.networks.set(rnd.sample(networks, rnd.randint(0, 2)))
        user.groups.set(rnd.sample(groups, rnd.randint(0, 2)))
        user.territories.set(rnd.sample(territories, rnd.randint(0, 2)))
        users.append(user)
    for user in users:
        user.role_holdings.update(given_by=rnd.choice([None, *users]))
        forget(user)
    return users


worlds = settings(
    max_examples=60, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


@given(seed=st.integers(0, 2**32))
@worlds
def explained_as_decided(seed):
    with transaction.atomic():
        users = populate(random.Random(seed))
        for user in users:
            for action in ACTIONS:
                for obj in [None, *users]:
                    explanation = explain(user, action, RESOURCE, obj)
                    decision = can(user, action, RESOURCE, obj)
                    assert explanation.allowed == decision
                    assert bool(explanation.opening or explanation.administrators) == decision
                    DECISIONS.append(decision)
        transaction.set_rollback(True)


def test_an_explanation_says_what_the_decision_does(guarded):
    explained_as_decided()
    assert len(DECISIONS) >= 10_000
    assert 0.02 < sum(DECISIONS) / len(DECISIONS) < 0.98


@given(seed=st.integers(0, 2**32))
@settings(worlds, max_examples=15)
def test_lists_and_decisions_agree(guarded, seed):
    with transaction.atomic():
        users = populate(random.Random(seed))
        everybody = User.objects.filter(pk__in=[user.pk for user in users])
        for user in users:
            for action in ACTIONS:
                listed = set(within_reach(user, everybody, action, GUARD))
                assert listed == {obj for obj in users if can(user, action, RESOURCE, obj)}
            assert set(visible(user, everybody, GUARD)) >= set(within_reach(user, everybody, "change", GUARD))
        transaction.set_rollback(True)


@given(seed=st.integers(0, 2**32))
@settings(worlds, max_examples=15)
def test_who_can_see_is_the_decision_read_backwards(guarded, seed):
    with transaction.atomic():
        users = populate(random.Random(seed))
        for obj in users:
            seers = {user.pk for seer in who_can_see(obj, guard=GUARD) for user in seer.users}
            assert seers == {user.pk for user in users if can(user, "view", RESOURCE, obj)}
        transaction.set_rollback(True)


@given(seed=st.integers(0, 2**32))
@settings(worlds, max_examples=15)
def test_a_matrix_goes_out_and_comes_back_the_same(guarded, seed):
    rnd = random.Random(seed)
    with transaction.atomic():
        Grant.objects.all().delete()
        populate(rnd)
        for grant in Grant.objects.all():
            grant.note = rnd.choice(
                ["", "une note", "=1+1", "- tiret", 'des "guillemets" ; et un point-virgule', "é’"]
            )
            grant.save()
        known = lines()
        if known:
            assert parse(read(to_csv(known).encode())) == known
            assert parse(read(to_csv(known).encode("utf-8-sig"))) == known
            assert parse(read(to_xlsx(known))) == known
        transaction.set_rollback(True)


def test_a_further_resource_is_asked_with_its_own_lines(guarded):
    """A field's resource on an object whose guard speaks of another: the field's own lines decide."""
    asker = world.user(world.role(f"{RESOURCE}:mine:v"))
    assert can(asker, "view", RESOURCE, asker)
    assert not can(asker, "view", "curriculum", asker)
    reader = world.user(world.role("curriculum:mine:v"))
    assert can(reader, "view", "curriculum", reader)
    assert not can(reader, "view", "curriculum", asker)
    assert explain(reader, "view", "curriculum", asker).out_of_reach


def test_a_refusal_says_who_can_give_the_right(guarded):
    director = world.manager(first_name="Ndeye", last_name="Sarr")
    world.admin(is_active=False)
    explanation = explain(world.user(), "view", RESOURCE)
    assert not explanation.allowed
    assert director in [holder for giver in explanation.givers for holder in giver.holders]
    assert all(holder.is_active for giver in explanation.givers for holder in giver.holders)


def test_a_reach_that_nothing_tells_on_this_record_opens_nothing(monkeypatch):
    monkeypatch.setitem(guards._items, "essai", Guard("essai", "accounts.user", RESOURCE))
    user = world.user(world.role(f"{RESOURCE}:network:v"))
    [reason] = explain(user, "view", RESOURCE, user).reasons
    assert not reason.holds
    assert not reason.paths


def why(client, action, resource, obj=None, pk=None):
    params = {"action": action, "resource": resource}
    if obj is not None or pk is not None:
        params |= {"type": "accounts.user", "id": str(pk if pk is not None else obj.pk)}
    return client.get("/droits/pourquoi/", params)


def test_the_page_never_tells_an_unseen_object_from_one_that_does_not_exist(client, guarded):
    asker = world.user(world.role(f"{RESOURCE}:mine:v"))
    hidden = world.user(pk=987654321, first_name="Fatou", last_name="Cachée")
    client.force_login(asker)
    pages = [
        why(client, action, RESOURCE, pk=pk).content.decode().replace(str(pk), "N")
        for action in ACTIONS
        for pk in (hidden.pk, 987654320, "xyzzyx")
    ]
    for action in range(len(ACTIONS)):
        first, *others = pages[3 * action : 3 * action + 3]
        assert [without_token(page) for page in others] == [without_token(first)] * 2
        assert "Cachée" not in first
        assert "n’existe pas, ou elle est hors de votre portée" in first


def without_token(page):
    return re.sub(r'(csrfmiddlewaretoken" value=|data-csrf=)"\w+"', "", page)


def test_the_page_names_the_line_its_version_and_its_author(client, guarded):
    director = world.manager(first_name="Ndeye", last_name="Sarr")
    role = world.role(label="Formateurs")
    do_add_line(actor=director, line=Line(RESOURCE, role.code, "mine", view=True, note="les siens"))
    asker = world.user(role)
    client.force_login(asker)
    text = why(client, "view", RESOURCE, asker).content.decode()
    assert "Vous pouvez voir" in text
    assert "Formateurs" in text
    assert "version 1" in text
    assert "Ndeye Sarr" in text
    text = why(client, "delete", RESOURCE, asker).content.decode()
    assert "Vous ne pouvez pas supprimer" in text
    assert director.email in text


@pytest.mark.parametrize(("action", "resource"), [("fly", RESOURCE), ("view", "nothing"), ("", "")])
def test_a_question_about_nothing_is_not_found(client, action, resource):
    client.force_login(world.user())
    assert why(client, action, resource).status_code == 404


def test_who_sees_is_for_those_who_manage_rights(client, guarded):
    obj = world.user(first_name="Fatou")
    asker = world.user(world.role(f"{RESOURCE}:all:v"))
    address = f"/droits/qui-voit/?type=accounts.user&id={obj.pk}"
    client.force_login(asker)
    assert client.get(address).status_code == 403
    client.force_login(world.manager())
    assert client.get(address).status_code == 404
    client.force_login(world.user(world.role(f"{RESOURCE}:all:v", "access:all:v")))
    page = client.get(address).content.decode()
    assert str(asker) in page


def test_a_refused_page_links_to_its_explanation(client):
    user = world.user()
    with pytest.raises(Refused) as refused:
        require(user, "view", RESOURCE)
    assert refused.value.why_url == f"/droits/pourquoi/?action=view&resource={RESOURCE}"
