"""Profiles: made, renamed, deleted, given; several add up."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from essaim.engines.accounts.api import role_providers
from essaim.engines.journal.models import Entry
from essaim.engines.rights.actions.roles import LastAdministrator, do_give_roles, do_set_roles
from essaim.engines.rights.api import Role, can, forget, rights_of
from essaim.engines.rights.models import MatrixVersion

from . import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def director(client):
    user = world.manager(first_name="Ndeye", last_name="Sarr")
    client.force_login(user)
    return user


def test_several_roles_add_up():
    user = world.user(world.role("entry-tests:mine:v"), world.role("entry-tests:group:m", "curriculum:all:c"))
    rights = rights_of(user)
    assert rights.reaches("view", "entry-tests") == {"mine", "group"}
    assert rights.reaches("change", "entry-tests") == {"group"}
    assert can(user, "create", "curriculum")
    assert not can(user, "delete", "curriculum")


def test_rights_cost_one_query_a_request(django_assert_num_queries):
    user = world.user(world.role("entry-tests:mine:v"), world.role("curriculum:all:c"))
    with django_assert_num_queries(1):
        for _time in range(3):
            can(user, "view", "entry-tests")
            can(user, "view", "curriculum")


def test_an_inactive_user_may_do_nothing():
    user = world.user(world.role(administrator=True), is_active=False)
    assert not can(user, "view", "access")


def test_a_misspelt_right_raises_rather_than_refuses():
    from essaim.kit.registry import RegistryError

    user = world.admin()
    with pytest.raises(RegistryError):
        can(user, "view", "acess")
    with pytest.raises(ValueError):
        can(user, "veiw", "access")


def test_a_role_is_made_from_another_and_renamed(client, director):
    source = world.role("entry-tests:all:v", "curriculum:mine:m", label="Formateurs")
    client.post(reverse("rights:role_create"), {"label": "Formateurs invités", "copy_of": source.code})
    made = Role.objects.get(code="formateurs-invites")
    assert made.grants.count() == 2
    assert MatrixVersion.objects.first().kind == "roles"
    client.post(
        reverse("rights:role", args=[made.code]), {"label": "Intervenants", "description": "D’un jour"}
    )
    made.refresh_from_db()
    assert (made.label, made.code) == ("Intervenants", "formateurs-invites")
    assert Entry.objects.filter(model="rights.role", kind="changed").get().fields["label"] == [
        "Formateurs invités", "Intervenants",
    ]  # fmt: skip


def test_a_role_is_deleted_once_one_has_read_what_hangs_on_it(client, director):
    role = world.role("entry-tests:all:v", label="Formateurs")
    holder = world.user(role, first_name="Moussa", last_name="Ba")
    address = reverse("rights:role_delete", args=[role.code])
    page = client.get(address).content.decode()
    assert "Moussa Ba" in page
    assert "1 ligne de droits" in page
    assert client.post(address).status_code == 302
    assert not Role.objects.filter(pk=role.pk).exists()
    forget(holder)
    assert not can(holder, "view", "entry-tests")
    assert Entry.objects.filter(kind="role_withdrawn", object_id=str(holder.pk)).exists()
    assert MatrixVersion.objects.first().rows


def test_the_role_that_administers_cannot_be_deleted(client, director):
    role = world.admin().role_holdings.get().role
    client.post(reverse("rights:role_delete", args=[role.code]))
    assert Role.objects.filter(pk=role.pk).exists()


def test_roles_are_given_and_withdrawn_on_the_users_page(client, director):
    one, two = world.role(label="Un"), world.role(label="Deux")
    user = world.user(one)
    client.post(reverse("rights:user", args=[user.pk]), {"roles": [two.code]})
    holding = user.role_holdings.get()
    assert (holding.role, holding.given_by) == (two, director)
    kinds = Entry.objects.filter(model="accounts.user").values_list("kind", "note")
    assert set(kinds) == {("role_given", "Deux"), ("role_withdrawn", "Un")}


def test_managing_rights_does_not_make_one_an_administrator(client, director):
    administrators = world.admin().role_holdings.get().role
    with pytest.raises(PermissionDenied):
        do_set_roles(actor=director, user=director, roles=[administrators])
    answer = client.post(reverse("rights:user", args=[director.pk]), {"roles": [administrators.code]})
    assert answer.status_code == 422
    page = client.get(reverse("rights:user", args=[director.pk])).content.decode()
    assert f'value="{administrators.code}"' not in page


def test_saving_the_roles_of_an_administrator_keeps_what_one_may_not_touch(client, director):
    boss = world.admin()
    other = world.role(label="Autre")
    client.post(reverse("rights:user", args=[boss.pk]), {"roles": [other.code]})
    forget(boss)
    assert rights_of(boss).administrator
    assert boss.role_holdings.count() == 2


def test_somebody_must_remain_to_administer():
    boss = world.admin()
    with pytest.raises(LastAdministrator):
        do_set_roles(actor=boss, user=boss, roles=[])
    assert boss.role_holdings.exists()
    second = world.user(boss.role_holdings.get().role)
    do_set_roles(actor=boss, user=second, roles=[])


def test_the_last_administrator_cannot_be_closed_out():
    provider = role_providers.get("rights")
    boss, plain = world.admin(), world.user(world.role())
    assert provider.must_stay(boss)
    assert not provider.must_stay(plain)
    second = world.user(boss.role_holdings.get().role, is_active=False)
    assert provider.must_stay(boss)
    second.is_active = True
    second.save()
    assert not provider.must_stay(boss)


def test_an_invitation_offers_and_gives_roles(director):
    provider = role_providers.get("rights")
    role, administrators = world.role(label="Un"), world.admin().role_holdings.get().role
    codes = {choice.code for choice in provider.choices(director)}
    assert role.code in codes
    assert administrators.code not in codes
    user = world.user()
    provider.assign(actor=director, user=user, codes=[role.code])
    assert provider.held([user]) == {user.pk: [role.code]}
    assert provider.choices(user) == []


def test_the_product_itself_gives_roles_that_modules_bring():
    user = world.user()
    do_give_roles(actor=None, user=user, codes=["formateur", "administrateur"])
    assert rights_of(user).administrator
    assert Role.objects.get(code="formateur").label == "Formateurs"


def test_users_are_found_by_name(client, director):
    world.user(first_name="Moussa", last_name="Ba")
    results = client.get(reverse("rights:user_search"), {"q": "ba mou"}).json()["results"]
    assert [found["label"] for found in results] == ["Moussa Ba"]


@pytest.mark.parametrize("name", ["roles", "role_create"])
def test_pages_of_roles_need_the_right(client, name):
    client.force_login(world.user())
    assert client.get(reverse(f"rights:{name}")).status_code == 403
