"""Invitations: sent, accepted once, expired, revoked, sent again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from essaim.engines.accounts.actions.invitations import (
    Invitee,
    accept_invitation,
    invite,
    resend_invitation,
    revoke_invitation,
)
from essaim.engines.accounts.models import Group, Invitation, Network, Territory, User
from essaim.kit.events import subscribe

from .world import PASSWORD, last_link

pytestmark = pytest.mark.django_db
FORM = {"first_name": "Moussa", "last_name": "Ndiaye", "way": "password", "password": PASSWORD}


@pytest.fixture
def invitation(administrator) -> Invitation:
    return invite(actor=administrator, people=[Invitee("moussa@example.org", "Moussa")], role_codes=[]).made[
        0
    ]


@pytest.fixture
def link(invitation) -> str:
    return last_link("/comptes/invitation/")


def test_accepting_opens_the_account_with_all_that_was_chosen(client, administrator) -> None:
    network = Network.objects.create(code="r44", name="Réseau 44")
    territory = Territory.objects.create(kind="department", code="44", name="Loire-Atlantique")
    group = Group.objects.create(name="Comité")
    apps.get_model("rights", "Role").objects.create(code="redacteur", label="Rédacteur")
    invite(
        actor=administrator, people=[Invitee("moussa@example.org", "Moussa")], role_codes=["redacteur"],
        networks=[network], territories=[territory], groups=[group],
    )  # fmt: skip
    link = last_link("/comptes/invitation/")
    assert 'value="Moussa"' in client.get(link).content.decode()
    assert client.post(link, FORM).url == "/"
    user = User.objects.get(email="moussa@example.org")
    assert (user.get_full_name(), user.check_password(PASSWORD)) == ("Moussa Ndiaye", True)
    assert [*user.networks.all(), *user.territories.all(), *user.groups.all()] == [network, territory, group]
    assert list(user.role_holdings.values_list("role__code", flat=True)) == ["redacteur"]
    assert client.get("/comptes/profil/").status_code == 200
    assert Invitation.objects.get().status == "accepted"


def test_the_event_of_acceptance_names_user_roles_and_host(
    invitation, administrator, django_capture_on_commit_callbacks
) -> None:
    heard = []
    subscribe("accounts.invitation_accepted")(lambda **payload: heard.append(payload))
    with django_capture_on_commit_callbacks(execute=True):
        user = accept_invitation(
            invitation=invitation, first_name="Moussa", last_name="Ndiaye", password=None
        )
    assert heard == [{"user": user, "role_codes": [], "actor": administrator}]


def test_the_link_serves_once(client, link) -> None:
    client.post(link, FORM)
    client.post("/comptes/deconnexion/")
    answer = client.post(link, {**FORM, "password": "quatre chiens bleus"})
    assert answer.status_code == 410
    assert "Votre compte est déjà ouvert" in answer.content.decode()
    assert User.objects.get(email="moussa@example.org").check_password(PASSWORD)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "Demandez à Nadia Berger"),
        ({"revoked_at": timezone.now()}, "a été annulée"),
        ({"nonce": "another"}, "Ce lien ne vaut plus"),
    ],
)
def test_a_dead_link_says_why_and_opens_nothing(client, link, change, words) -> None:
    Invitation.objects.update(**change)
    for answer in (client.get(link), client.post(link, FORM)):
        assert answer.status_code == 410
        assert words in answer.content.decode()
    assert not User.objects.filter(email="moussa@example.org").exists()


def test_a_forged_link_opens_nothing(client, link) -> None:
    forged = link[:-3] + ("aa/" if link[-3:-1] != "aa" else "bb/")
    assert client.post(forged, FORM).status_code == 410
    assert not User.objects.filter(email="moussa@example.org").exists()


def test_the_address_is_the_invited_one_whatever_is_sent(client, link) -> None:
    client.post(link, {**FORM, "email": "evil@example.org"})
    assert not User.objects.filter(email="evil@example.org").exists()


def test_a_weak_password_is_refused_and_the_rest_kept(client, link) -> None:
    answer = client.post(link, {**FORM, "password": "moussa"})
    assert answer.status_code == 422
    assert 'value="Ndiaye"' in answer.content.decode()
    assert not User.objects.filter(email="moussa@example.org").exists()


@pytest.mark.parametrize(("way", "after"), [("link", "/"), ("passkey", "/comptes/securite/cles/ajouter/")])
def test_a_password_is_not_needed(client, link, way, after) -> None:
    assert client.post(link, {**FORM, "way": way, "password": "ignored"}).url == after
    assert not User.objects.get(email="moussa@example.org").has_usable_password()
    assert client.get("/comptes/securite/cles/ajouter/").status_code == 200


def test_somebody_signed_in_who_opens_the_link_becomes_the_invited_person(client, link, other) -> None:
    client.force_login(other)
    client.post(link, FORM)
    assert client.session["_auth_user_id"] == str(User.objects.get(email="moussa@example.org").pk)


def test_sending_again_ends_the_former_link(client, administrator, invitation, link) -> None:
    resend_invitation(actor=administrator, invitation=invitation)
    assert last_link("/comptes/invitation/") != link
    assert client.get(link).status_code == 410
    assert client.get(last_link("/comptes/invitation/")).status_code == 200


def test_a_revoked_invitation_can_be_sent_again(client, administrator, invitation) -> None:
    revoke_invitation(actor=administrator, invitation=invitation)
    resend_invitation(actor=administrator, invitation=invitation)
    assert client.get(last_link("/comptes/invitation/")).status_code == 200


def test_a_role_deleted_since_is_left_out_and_the_journal_says_so(administrator) -> None:
    from .world import journal

    role = apps.get_model("rights", "Role").objects.create(code="redacteur", label="Rédacteur")
    made = invite(actor=administrator, people=[Invitee("moussa@example.org")], role_codes=["redacteur"]).made[
        0
    ]
    role.delete()
    user = accept_invitation(invitation=made, first_name="Moussa", last_name="Ndiaye", password=None)
    assert not user.role_holdings.exists()
    assert any("redacteur" in entry.note for entry in journal("changed"))


def test_guessing_links_is_stopped(client, db) -> None:
    answers = [client.get(f"/comptes/invitation/guess-{n}/") for n in range(21)]
    assert answers[19].status_code == 410
    assert answers[20].status_code == 429


def test_an_administrator_invites_a_pasted_list_and_a_file(admin_client, other) -> None:
    file = SimpleUploadedFile("liste.csv", "Nom;Prénom;Mail\nNdiaye;Moussa;moussa@example.org\n".encode())
    answer = admin_client.post(
        "/comptes/invitations/nouvelles/",
        {"people": f"claire@example.org\n{other.email}", "file": file, "message": "À bientôt !"},
        follow=True,
    )
    page = answer.content.decode()
    assert "2 invitations envoyées." in page
    assert f"Ont déjà un compte, et ne sont pas invités\u00a0: {other.email}" in page
    assert {message.to[0] for message in mail.outbox} == {"claire@example.org", "moussa@example.org"}
    assert "À bientôt" in mail.outbox[0].body
    assert Invitation.objects.get(email="moussa@example.org").last_name == "Ndiaye"


def test_the_same_person_is_not_invited_twice(admin_client, invitation) -> None:
    page = admin_client.post("/comptes/invitations/nouvelles/", {"people": invitation.email}, follow=True)
    assert "Ont déjà une invitation en attente" in page.content.decode()
    assert len(mail.outbox) == 1


def test_a_wrong_address_is_named_and_nothing_leaves(admin_client) -> None:
    answer = admin_client.post(
        "/comptes/invitations/nouvelles/", {"people": "claire@example.org\nmoussa@nulle"}
    )
    assert answer.status_code == 422
    assert "moussa@nulle" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_roles_one_cannot_give_are_refused(admin_client) -> None:
    answer = admin_client.post(
        "/comptes/invitations/nouvelles/", {"people": "c@example.org", "roles": "sorcier"}
    )
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_a_mail_that_does_not_leave_is_shown(admin_client, administrator, monkeypatch) -> None:
    from essaim.engines.accounts import mail as own_mail

    def refuse(composed: object) -> None:
        raise ConnectionRefusedError("no server")

    monkeypatch.setattr(own_mail, "send", refuse)
    invite(actor=administrator, people=[Invitee("moussa@example.org")], role_codes=[])
    page = admin_client.get("/comptes/invitations/").content.decode()
    assert "Non partie" in page
    assert "ConnectionRefusedError" in page


def test_invitations_are_listed_by_state(admin_client, administrator, invitation) -> None:
    invite(actor=administrator, people=[Invitee("claire@example.org")], role_codes=[])
    revoke_invitation(actor=administrator, invitation=invitation)
    page = admin_client.get("/comptes/invitations/?status=waiting").content.decode()
    assert "claire@example.org" in page
    assert "moussa@example.org" not in page
    answer = admin_client.post(f"/comptes/invitations/{invitation.pk}/renvoyer/", follow=True)
    assert "Invitation renvoyée" in answer.content.decode()


def test_who_has_no_right_does_not_invite(client, person) -> None:
    client.force_login(person)
    assert client.get("/comptes/invitations/nouvelles/").status_code == 403
    assert client.post("/comptes/invitations/nouvelles/", {"people": "c@example.org"}).status_code == 403
    assert not Invitation.objects.exists()
