"""One's own profile, sessions and ways of signing in."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.utils import translation

from .world import PASSWORD, journal

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


def sign_in(client: Client, email: str, agent: str = FIREFOX) -> None:
    client.post("/comptes/connexion/", {"login": email, "password": PASSWORD}, headers={"user-agent": agent})


@pytest.fixture
def phone(person) -> Client:
    client = Client()
    sign_in(client, person.email, IPHONE)
    return client


def test_sessions_are_told_in_plain_words(person, phone, client) -> None:
    sign_in(client, person.email)
    page = client.get("/comptes/sessions/").content.decode()
    assert page.index("Firefox sur Windows") < page.index("Cet appareil") < page.index("Safari sur iPhone")
    assert "127.0.0.1" in page


def test_ending_a_session_signs_that_device_out(person, phone, client) -> None:
    sign_in(client, person.email)
    session = UserSession.objects.get(user_agent=IPHONE)
    client.post(f"/comptes/sessions/{session.pk}/fermer/")
    assert phone.get("/comptes/profil/").status_code == 302
    assert client.get("/comptes/profil/").status_code == 200


def test_ending_all_others_leaves_this_one(person, phone, client) -> None:
    sign_in(client, person.email)
    page = client.post("/comptes/sessions/autres/fermer/", follow=True).content.decode()
    assert "1 autre session fermée." in page
    assert phone.get("/comptes/profil/").status_code == 302
    assert client.get("/comptes/profil/").status_code == 200
    assert journal("sessions_ended")[0].fields == {"sessions": [1, 0]}


def test_ending_this_session_signs_out(person, client) -> None:
    sign_in(client, person.email)
    assert (
        client.post(f"/comptes/sessions/{UserSession.objects.get().pk}/fermer/").url == "/comptes/connexion/"
    )
    assert client.get("/comptes/profil/").status_code == 302


def test_nobody_ends_the_sessions_of_others(person, other, phone, client) -> None:
    sign_in(client, other.email)
    session = UserSession.objects.get(user=person)
    assert client.post(f"/comptes/sessions/{session.pk}/fermer/").status_code == 404
    assert phone.get("/comptes/profil/").status_code == 200


def test_last_seen_is_written_once_in_a_while(person, client, django_assert_max_num_queries) -> None:
    sign_in(client, person.email)
    client.get("/comptes/profil/")
    with django_assert_max_num_queries(12) as queries:
        client.get("/comptes/profil/")
    assert not [query for query in queries.captured_queries if query["sql"].startswith("UPDATE")]


def test_the_profile_is_ones_own_to_change(person, client) -> None:
    client.force_login(person)
    values = {"first_name": "Awa", "last_name": "Diop-Fall", "language": "fr", "email": "x@example.org"}
    client.post("/comptes/profil/", values)
    person.refresh_from_db()
    assert (person.last_name, person.email) == ("Diop-Fall", "awa@example.org")
    entry = next(entry for entry in journal("changed") if entry.model == "accounts.user")
    assert entry.fields["last_name"] == ["Diop", "Diop-Fall"]


def test_the_chosen_language_is_used_and_the_browsers_is_not(person, client) -> None:
    client.force_login(person)
    assert client.get("/comptes/profil/", headers={"accept-language": "en"})["Content-Language"] == "fr"
    person.language = "en"
    person.save()
    assert client.get("/comptes/profil/")["Content-Language"] == "en"
    translation.activate("fr")


def test_changing_the_password_keeps_this_session_only_and_warns_by_mail(person, phone, client) -> None:
    sign_in(client, person.email)
    new = {"oldpassword": PASSWORD, "password1": "quatre chiens bleus", "password2": "quatre chiens bleus"}
    assert client.post("/comptes/mot-de-passe/", new).url == "/comptes/securite/"
    assert client.get("/comptes/profil/").status_code == 200
    assert phone.get("/comptes/profil/").status_code == 302
    assert "Votre mot de passe a été changé." in mail.outbox[-1].body
    assert journal("password_changed")[0].actor_id == person.pk


def test_the_former_password_is_asked_for(person, client) -> None:
    client.force_login(person)
    new = {"oldpassword": "faux", "password1": "quatre chiens bleus", "password2": "quatre chiens bleus"}
    assert "pas votre mot de passe actuel" in client.post("/comptes/mot-de-passe/", new).content.decode()


def test_a_second_factor_is_set_up_after_confirming_who_one_is(
    person, client, django_capture_on_commit_callbacks
) -> None:
    client.force_login(person)
    asked = client.get("/comptes/securite/application/activer/")
    assert asked.url.startswith("/comptes/confirmer/")
    assert "pas votre mot de passe" in client.post(asked.url, {"password": "faux"}).content.decode()
    client.post(asked.url, {"password": PASSWORD})
    page = client.get("/comptes/securite/application/activer/")
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/comptes/securite/application/activer/", {"code": code})
    assert answer.url == "/comptes/securite/codes/"
    codes = client.get("/comptes/securite/codes/").content.decode()
    assert codes.count("<li>") >= 10
    assert client.get("/comptes/securite/codes/fichier/")["Content-Type"].startswith("text/plain")
    assert "La double vérification par application a été activée." in " ".join(m.body for m in mail.outbox)
    assert "Activée" in client.get("/comptes/securite/").content.decode()


def test_a_second_factor_is_taken_off_after_confirming(person, client) -> None:
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    client.force_login(person)
    assert client.post("/comptes/securite/application/desactiver/").url.startswith("/comptes/confirmer/")
    assert Authenticator.objects.exists()
    client.post("/comptes/confirmer/", {"password": PASSWORD})
    assert client.post("/comptes/securite/application/desactiver/").status_code == 302
    assert not Authenticator.objects.exists()


def test_guessing_the_password_of_a_session_left_open_is_stopped(person, client) -> None:
    client.force_login(person)
    answers = [client.post("/comptes/confirmer/", {"password": "faux"}) for _ in range(6)]
    assert "Trop d’essais" in answers[-1].content.decode()


def test_every_own_page_opens(person, client) -> None:
    client.force_login(person)
    client.post("/comptes/confirmer/", {"password": PASSWORD})
    for page in ("profil", "securite", "sessions", "charte", "mot-de-passe", "securite/cles/ajouter"):
        assert client.get(f"/comptes/{page}/").status_code == 200, page
