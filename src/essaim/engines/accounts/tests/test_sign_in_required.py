"""Led to the sign-in page: it says why, and leads back to where one was."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

pytestmark = pytest.mark.django_db


def query(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def test_a_sending_without_session_leads_back_to_the_page_of_the_form(client) -> None:
    answer = client.post(
        "/comptes/profil/",
        {"first_name": "Awa"},
        headers={"referer": "http://testserver/comptes/profil/?a=1"},
    )
    assert query(answer.url) == {"next": "/comptes/profil/?a=1", "motif": "envoi"}
    assert "ce que vous aviez tapé vous sera proposé" in client.get(answer.url).content.decode()


@pytest.mark.parametrize("referer", ["https://ailleurs.example/", "", "//ailleurs.example/a"])
def test_another_site_never_becomes_the_next_page(client, referer) -> None:
    answer = client.post("/comptes/profil/", headers={"referer": referer})
    assert query(answer.url)["next"] == "/comptes/profil/"


def test_a_session_that_ended_is_told(client) -> None:
    client.cookies["sessionid"] = "gone"
    answer = client.get("/comptes/profil/")
    assert query(answer.url) == {"next": "/comptes/profil/", "motif": "session"}
    assert "Votre session est terminée." in client.get(answer.url).content.decode()


def test_who_comes_by_themselves_is_told_nothing(client) -> None:
    assert "alert-info" not in client.get("/comptes/connexion/").content.decode()
    assert query(client.get("/").url) == {"next": "/"}


def test_the_reason_survives_a_wrong_password(person, client, sign_in) -> None:
    page = client.post(
        "/comptes/connexion/", {"login": person.email, "password": "non", "motif": "envoi"}
    ).content.decode()
    assert "l’envoi n’a pas été enregistré" in page


def test_a_part_of_a_page_gets_a_refusal_in_words(client) -> None:
    answer = client.post("/comptes/profil/", headers={"hx-request": "true"})
    assert answer.status_code == 401
    assert "ce que vous avez saisi reste là" in unquote(answer["X-Essaim-Message"])
