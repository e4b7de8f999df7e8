"""Administrators' pages: users, networks, territories, groups."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core import mail
from django.core.exceptions import ValidationError

from essaim.engines.accounts.actions.structure import save_place
from essaim.engines.accounts.actions.users import create_first_administrator, create_user
from essaim.engines.accounts.models import Group, Network, Territory, User

from .world import PASSWORD, journal

pytestmark = pytest.mark.django_db


def form_of(user: User, **changes: object) -> dict[str, object]:
    return {"first_name": user.first_name, "last_name": user.last_name, "email": user.email, **changes}


def test_users_are_listed_searched_and_filtered(admin_client, person, other) -> None:
    network = Network.objects.create(code="r44", name="Réseau 44")
    person.networks.add(network)
    page = admin_client.get("/comptes/utilisateurs/").content.decode()
    assert person.email in page
    assert other.email in page
    for query in ("q=diop+awa", f"network={network.pk}"):
        page = admin_client.get(f"/comptes/utilisateurs/?{query}").content.decode()
        assert person.email in page
        assert other.email not in page
    assert "Aucun compte ne correspond" in admin_client.get("/comptes/utilisateurs/?q=zzz").content.decode()


def test_the_list_of_users_costs_the_same_with_many(admin_client, django_assert_max_num_queries) -> None:
    for number in range(3):
        User.objects.create_user(f"user{number}@example.org", None, last_name=f"N{number}")
    admin_client.get("/comptes/utilisateurs/")
    with django_assert_max_num_queries(30) as few:
        admin_client.get("/comptes/utilisateurs/")
    for number in range(3, 40):
        User.objects.create_user(f"user{number}@example.org", None, last_name=f"N{number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        admin_client.get("/comptes/utilisateurs/")


def test_a_user_gets_roles_and_memberships_and_the_journal_names_them(admin_client, person) -> None:
    network = Network.objects.create(code="r44", name="Réseau 44")
    apps.get_model("rights", "Role").objects.create(code="redacteur", label="Rédacteur")
    answer = admin_client.post(
        f"/comptes/utilisateurs/{person.pk}/", form_of(person, networks=[network.pk], roles=["redacteur"])
    )
    assert answer.status_code == 302
    assert list(person.networks.all()) == [network]
    assert list(person.role_holdings.values_list("role__code", flat=True)) == ["redacteur"]
    assert any(entry.fields.get("networks") == [[], ["Réseau 44"]] for entry in journal("changed"))


def test_an_address_already_taken_is_refused(admin_client, person, other) -> None:
    answer = admin_client.post(
        f"/comptes/utilisateurs/{person.pk}/", form_of(person, email="PAUL@example.org")
    )
    assert answer.status_code == 422
    assert "Cette adresse a déjà un compte." in answer.content.decode()


def test_a_changed_address_is_the_one_that_signs_in(admin_client, person, client, sign_in) -> None:
    admin_client.post(f"/comptes/utilisateurs/{person.pk}/", form_of(person, email="Awa.Diop@example.org"))
    client.post("/comptes/deconnexion/")
    assert sign_in("awa@example.org").status_code == 200
    assert sign_in("awa.diop@example.org").status_code == 302


def test_closing_an_account_names_what_stays_and_removes_nothing(admin_client, person, administrator) -> None:
    admin_client.get("/comptes/profil/")
    apps.get_model("rights", "RoleHolder").objects.create(
        role=apps.get_model("rights", "Role").objects.get(), user=person
    )
    page = admin_client.get(f"/comptes/utilisateurs/{person.pk}/desactiver/").content.decode()
    assert "Attributions de profil\u00a0: 1" in page
    admin_client.post(f"/comptes/utilisateurs/{person.pk}/desactiver/")
    person.refresh_from_db()
    assert not person.is_active
    assert person.deactivated_at is not None
    admin_client.post(f"/comptes/utilisateurs/{person.pk}/reactiver/")
    person.refresh_from_db()
    assert person.is_active


def test_nobody_closes_their_own_account(admin_client, administrator) -> None:
    page = admin_client.post(
        f"/comptes/utilisateurs/{administrator.pk}/desactiver/", follow=True
    ).content.decode()
    assert "Vous ne pouvez pas désactiver votre propre compte." in page
    administrator.refresh_from_db()
    assert administrator.is_active


def test_a_lesser_administrator_cannot_take_over_a_greater_one(client, person, administrator) -> None:
    """Changing the address of a more powerful account would be a way to sign in as its owner."""
    role = apps.get_model("rights", "Role").objects.create(code="gestionnaire", label="Gestionnaire")
    apps.get_model("rights", "Grant").objects.create(
        role=role, resource="access", can_create=True, can_change=True, can_delete=True
    )
    apps.get_model("rights", "RoleHolder").objects.create(role=role, user=person)
    client.force_login(person)
    page = f"/comptes/utilisateurs/{administrator.pk}/"
    for answer in (
        client.get(page),
        client.post(page, form_of(administrator, email="mine@example.org")),
        client.post(f"{page}desactiver/"),
    ):
        assert answer.status_code == 403
    administrator.refresh_from_db()
    assert (administrator.email, administrator.is_active) == ("nadia@example.org", True)
    own = client.post(f"/comptes/utilisateurs/{person.pk}/", form_of(person, roles=["administrateur"]))
    assert own.status_code == 422, "nor give oneself what one does not have"


@pytest.mark.parametrize(
    "page", ["utilisateurs", "invitations", "chartes", "apparence", "structure/networks"]
)
def test_who_has_no_right_sees_no_administration(client, person, page) -> None:
    client.force_login(person)
    assert client.get(f"/comptes/{page}/").status_code == 403
    client.post("/comptes/deconnexion/")
    assert client.get(f"/comptes/{page}/").status_code == 302


@pytest.mark.parametrize("noun", ["networks", "territories", "groups"])
def test_places_are_listed_even_when_there_are_none(admin_client, noun) -> None:
    assert admin_client.get(f"/comptes/structure/{noun}/").status_code == 200
    assert admin_client.get(f"/comptes/structure/{noun}/nouveau/").status_code == 200


def test_a_network_is_created_and_deleted_when_nothing_hangs_on_it(admin_client, person) -> None:
    values = {"name": "Réseau 44", "code": "r44", "order": 100, "description": "", "website": ""}
    admin_client.post("/comptes/structure/networks/nouveau/", values)
    network = Network.objects.get()
    person.networks.add(network)
    group = Group.objects.create(name="Comité", network=network)
    url = f"/comptes/structure/networks/{network.pk}/supprimer/"
    page = admin_client.post(url, follow=True).content.decode()
    assert "membres (1)" in page
    assert "groupes (1)" in page
    person.networks.clear()
    group.delete()
    admin_client.post(url)
    assert not Network.objects.exists()


def test_what_lies_inside_a_territory_follows_it(administrator) -> None:
    def place(code: str, parent: Territory | None) -> Territory:
        values = {"kind": "other", "code": code, "name": code, "parent": parent}
        return save_place(actor=administrator, obj=Territory(), values=values)

    france, west = place("FR", None), place("W", None)
    region = place("52", france)
    department = place("44", region)
    save_place(actor=administrator, obj=region, values={"parent": west})
    department.refresh_from_db()
    assert department.path == "W/52/44/"
    with pytest.raises(ValidationError):
        save_place(actor=administrator, obj=west, values={"parent": Territory.objects.get(pk=department.pk)})


def test_two_territories_of_one_place_cannot_share_a_code(admin_client, administrator) -> None:
    values = {"name": "Vendée", "kind": "department", "code": "85", "parent": ""}
    admin_client.post("/comptes/structure/territories/nouveau/", values)
    answer = admin_client.post("/comptes/structure/territories/nouveau/", values)
    assert answer.status_code == 422
    assert Territory.objects.count() == 1


def test_the_first_administrator_is_only_ever_the_first(db) -> None:
    user = create_first_administrator(email="Nadia@example.org", password=PASSWORD, first_name="Nadia")
    assert user.email == "nadia@example.org"
    assert user.check_password(PASSWORD)
    with pytest.raises(ValidationError):
        create_first_administrator(email="other@example.org")


def test_two_accounts_cannot_share_an_address(person) -> None:
    with pytest.raises(ValidationError):
        create_user(actor=None, email="AWA@example.org")


def test_who_lost_phone_and_codes_is_let_in_again_and_warned(admin_client, person, sign_in) -> None:
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    assert "Téléphone perdu" in admin_client.get(f"/comptes/utilisateurs/{person.pk}/").content.decode()
    admin_client.post(f"/comptes/utilisateurs/{person.pk}/moyens/retirer/")
    assert journal("second_factor_reset")[0].object_id == str(person.pk)
    assert "ont été retirées" in mail.outbox[-1].body
    admin_client.post("/comptes/deconnexion/")
    assert sign_in(person.email).url == "/"
