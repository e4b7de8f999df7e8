"""Signing in by the mail that carries a link and a code."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.utils import timezone

from essaim.engines.accounts.models import SignInLink

from .world import journal, last_link

pytestmark = pytest.mark.django_db
ASK = "/comptes/connexion/lien/"


def code_in_mail() -> str:
    found = re.search(r"^\s{4}(\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[1]


def test_the_link_signs_in_with_one_click_in_any_browser(person, client) -> None:
    client.post(ASK, {"email": person.email, "next": "/comptes/profil/"})
    link = last_link(ASK)
    client.cookies.clear()
    page = client.get(link)
    assert "Bonjour Awa" in page.content.decode()
    assert "_auth_user_id" not in client.session, "opening the link, as mail filters do, must not sign in"
    assert client.post(link).url == "/comptes/profil/"
    assert client.get("/comptes/profil/").status_code == 200
    assert [entry.note for entry in journal("signed_in")] == ["code"]


def test_the_link_serves_once(person, client) -> None:
    client.post(ASK, {"email": person.email})
    link = last_link(ASK)
    client.post(link)
    client.post("/comptes/deconnexion/")
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410
        assert "Ce lien ne vaut plus" in answer.content.decode()
    assert client.get("/comptes/profil/").status_code == 302


def test_a_new_link_ends_the_former_one(person, client) -> None:
    client.post(ASK, {"email": person.email})
    first = last_link(ASK)
    client.post("/comptes/deconnexion/")
    client.post(ASK, {"email": person.email})
    assert client.post(first).status_code == 410
    assert client.post(last_link(ASK)).status_code == 302


def test_the_link_expires(person, client) -> None:
    client.post(ASK, {"email": person.email})
    SignInLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(last_link(ASK)).status_code == 410


def test_the_link_is_kept_as_a_hash_only(person, client) -> None:
    client.post(ASK, {"email": person.email})
    token = last_link(ASK).rstrip("/").rsplit("/", 1)[-1]
    assert token not in str(SignInLink.objects.values())


def test_the_link_of_a_deactivated_user_is_dead(person, client) -> None:
    client.post(ASK, {"email": person.email})
    person.is_active = False
    person.save()
    assert client.post(last_link(ASK)).status_code == 410


def test_the_link_does_not_skip_the_second_factor(person, client) -> None:
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    client.post(ASK, {"email": person.email})
    assert client.post(last_link(ASK)).url.startswith("/comptes/connexion/verification/")
    assert client.get("/comptes/profil/").status_code == 302


def test_the_link_takes_the_place_of_whoever_is_signed_in(person, other, client) -> None:
    client.post(ASK, {"email": person.email})
    link = last_link(ASK)
    client.force_login(other)
    client.post(link)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_link_leads_nowhere_else(person, client) -> None:
    client.post(ASK, {"email": person.email, "next": "https://evil.example/"})
    assert client.post(last_link(ASK)).url == "/"


def test_the_code_signs_in_where_it_was_asked_for(person, client) -> None:
    answer = client.post(ASK, {"email": person.email, "next": "/comptes/profil/"})
    assert client.get(answer.url).status_code == 200
    assert "ne convient pas" in client.post(answer.url, {"code": "AAAA-AAAA"}).content.decode()
    answer = client.post(answer.url, {"code": code_in_mail().lower()})
    assert answer.url == "/comptes/profil/"
    assert client.post(last_link(ASK)).status_code == 410, "the code uses the link up"


def test_the_code_is_of_no_use_in_another_browser(person, client) -> None:
    client.post(ASK, {"email": person.email})
    code = code_in_mail()
    client.cookies.clear()
    assert client.post("/comptes/connexion/code/", {"code": code}).url == ASK
    assert "_auth_user_id" not in client.session


def test_guessing_the_code_is_stopped(person, client) -> None:
    answer = client.post(ASK, {"email": person.email})
    for _ in range(5):
        last = client.post(answer.url, {"code": "AAAA-AAAA"})
    assert last.status_code == 302
    client.post(answer.url, {"code": code_in_mail()})
    assert "_auth_user_id" not in client.session


def test_the_page_tells_nothing_of_who_has_an_account(person, client) -> None:
    pages = []
    for email in (person.email, "nobody@example.org"):
        answer = client.post(ASK, {"email": email}, follow=True)
        pages.append(
            re.sub(r"csrf\S+\s*\S*|value=\"\w{20,}\"", "", answer.content.decode().replace(email, ""))
        )
        client.post("/comptes/deconnexion/")
    assert answer.redirect_chain[-1][0] == "/comptes/connexion/code/"
    assert pages[0].count("courriel vient de partir") == pages[1].count("courriel vient de partir") == 1
    assert len(pages[0].splitlines()) == len(pages[1].splitlines())
    assert [message.to for message in mail.outbox] == [[person.email], ["nobody@example.org"]]


@pytest.mark.parametrize("email", ["awa@example.org", "nobody@example.org"])
def test_asking_again_and_again_is_stopped(person, client, email) -> None:
    for _ in range(6):
        answer = client.post(ASK, {"email": email})
        client.post("/comptes/deconnexion/")
    assert "Trop d’essais. Vous pourrez réessayer dans 10 minutes." in answer.content.decode()
    assert len(mail.outbox) == 5


def test_trying_links_at_random_is_stopped(client, db) -> None:
    answers = [client.get(f"{ASK}{n:043d}/") for n in range(21)]
    assert {answer.status_code for answer in answers[:20]} == {410}
    assert answers[20].status_code == 429
