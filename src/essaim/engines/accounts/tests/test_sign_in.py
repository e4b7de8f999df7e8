"""Signing in by password, and what stands against those who try others' accounts."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from freezegun import freeze_time

from essaim.engines.accounts.actions.users import deactivate_user, reactivate_user
from essaim.engines.accounts.models import User

from .world import PASSWORD, journal, last_link

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


def test_the_right_password_signs_in_and_the_journal_keeps_it(person, client, sign_in) -> None:
    answer = sign_in("AWA@example.org ")
    assert answer.status_code == 302
    assert answer.url == "/"
    assert client.get("/comptes/profil/").status_code == 200
    assert [(entry.actor_id, entry.note) for entry in journal("signed_in")] == [(person.pk, "password")]


def test_session_key_rotates_at_sign_in(person, client, sign_in) -> None:
    client.get("/comptes/connexion/cle/", headers={"accept": "application/json"})
    before = client.session.session_key
    assert before
    sign_in(person.email)
    assert client.session.session_key != before


def test_unknown_address_and_wrong_password_get_the_same_answer(person, sign_in) -> None:
    known = sign_in(person.email, "pas le bon mot").content.decode()
    unknown = sign_in("nobody@example.org", "pas le bon mot").content.decode()
    assert "L’adresse ou le mot de passe ne convient pas." in known
    assert _without_tokens(known, person.email) == _without_tokens(unknown, "nobody@example.org")


def _without_tokens(page: str, email: str) -> list[str]:
    return [line for line in page.replace(email, "").splitlines() if "csrf" not in line]


def test_an_unknown_address_costs_a_password_hash_too(person, sign_in, monkeypatch) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(User, "check_password", lambda self, raw: bool(hashed.append("check")))
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append("set"))
    sign_in(person.email, "pas le bon mot")
    assert hashed == ["check"]
    sign_in("nobody@example.org", "pas le bon mot")
    assert hashed == ["check", "set"]


def test_a_refused_sign_in_is_noted_on_its_account_without_a_name_in_the_logs(
    person, sign_in, caplog
) -> None:
    sign_in(person.email, "pas le bon mot")
    sign_in("nobody@example.org", "pas le bon mot")
    entries = journal("sign_in_refused")
    assert [(entry.object_id, entry.actor_id, entry.address) for entry in entries] == [
        (str(person.pk), None, "127.0.0.1")
    ]
    assert "example.org" not in caplog.text


@pytest.mark.parametrize("email", ["awa@example.org", "nobody@example.org"])
def test_guessing_is_stopped_and_says_when_to_try_again(person, client, sign_in, email) -> None:
    for _ in range(5):
        assert "ne convient pas" in sign_in(email, "pas le bon mot").content.decode()
    answer = sign_in(email, PASSWORD)
    assert "Trop d’essais. Vous pourrez réessayer dans 5 minutes." in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_after_the_pause_the_right_password_works(person, sign_in) -> None:
    for _ in range(5):
        sign_in(person.email, "pas le bon mot")
    with freeze_time(time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(time.time() + 310))):
        assert sign_in(person.email).status_code == 302


def test_one_address_trying_many_accounts_meets_the_429_page(client, sign_in, db) -> None:
    answers = [sign_in(f"somebody{n}@example.org", "pas le bon mot") for n in range(31)]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) in range(1, 61)
    assert "Vous pourrez réessayer dans" in answers[-1].content.decode()


@pytest.mark.parametrize(
    "url", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_next_never_leads_to_another_host(person, sign_in, url) -> None:
    assert sign_in(person.email, next=url).url == "/"


def test_next_leads_back_to_the_page_asked_for(person, client, sign_in) -> None:
    asked = client.get("/comptes/profil/?tab=2")
    assert asked.url == "/comptes/connexion/?next=%2Fcomptes%2Fprofil%2F%3Ftab%3D2"
    assert 'name="next" value="/comptes/profil/?tab=2"' in client.get(asked.url).content.decode()
    assert sign_in(person.email, next="/comptes/profil/?tab=2").url == "/comptes/profil/?tab=2"


def test_a_user_deactivated_in_mid_session_is_out_at_the_next_request(person, other, client, sign_in) -> None:
    sign_in(person.email)
    assert client.get("/comptes/profil/").status_code == 200
    deactivate_user(actor=other, user=person)
    assert client.get("/comptes/profil/").status_code == 302
    assert client.get("/comptes/profil/", headers={"hx-request": "true"}).status_code == 401
    reactivate_user(actor=other, user=person)
    assert client.get("/comptes/profil/").status_code == 302, "the former session must not come back to life"


def test_a_deactivated_user_with_the_right_password_stays_out(person, other, client, sign_in) -> None:
    deactivate_user(actor=other, user=person)
    answer = sign_in(person.email)
    assert answer.url == "/comptes/desactive/"
    assert "_auth_user_id" not in client.session
    assert "ne convient pas" in sign_in(person.email, "pas le bon mot").content.decode()


def test_second_factor_is_asked_after_the_password(person, client, sign_in) -> None:
    TOTP.activate(person, SECRET)
    assert person.authenticator_set.get().data["secret"] != SECRET, (
        "the secret must not lie in clear in the base"
    )
    assert sign_in(person.email, next="/comptes/profil/").url.startswith("/comptes/connexion/verification/")
    assert client.get("/comptes/profil/").status_code == 302
    page = client.get("/comptes/connexion/verification/")
    assert "Encore une étape" in page.content.decode()
    assert (
        "ne convient pas"
        in client.post("/comptes/connexion/verification/", {"code": "000000"}).content.decode()
    )
    assert [entry.note for entry in journal("sign_in_refused")] == ["second factor"]
    answer = client.post("/comptes/connexion/verification/", {"code": code_now()})
    assert answer.url == "/comptes/profil/"
    assert client.get("/comptes/profil/").status_code == 200


def test_a_changed_key_closes_the_second_factor_rather_than_opening_it(
    person, client, sign_in, settings
) -> None:
    TOTP.activate(person, SECRET)
    settings.SECRET_KEY = "another key of the product"
    sign_in(person.email)
    for secret in (SECRET, ""):
        code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
        answer = client.post("/comptes/connexion/verification/", {"code": code})
        assert "ne convient pas" in answer.content.decode()


def test_a_code_of_the_application_serves_once(person, client, sign_in) -> None:
    TOTP.activate(person, SECRET)
    code = code_now()
    sign_in(person.email)
    client.post("/comptes/connexion/verification/", {"code": code})
    client.post("/comptes/deconnexion/")
    sign_in(person.email)
    assert (
        "ne convient pas" in client.post("/comptes/connexion/verification/", {"code": code}).content.decode()
    )


def test_a_recovery_code_serves_once(person, client, sign_in) -> None:
    TOTP.activate(person, SECRET)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    for expected in (302, 200):
        sign_in(person.email)
        assert client.post("/comptes/connexion/verification/", {"code": code}).status_code == expected
        client.post("/comptes/deconnexion/")


def test_guessing_the_second_factor_is_stopped(person, client, sign_in) -> None:
    TOTP.activate(person, SECRET)
    sign_in(person.email)
    for _ in range(5):
        client.post("/comptes/connexion/verification/", {"code": "000000"})
    answer = client.post("/comptes/connexion/verification/", {"code": code_now()})
    assert "Trop d’essais" in answer.content.decode()


def test_signing_out_needs_a_post(person, client) -> None:
    client.force_login(person)
    assert "Se déconnecter ?" in client.get("/comptes/deconnexion/").content.decode()
    assert client.get("/comptes/profil/").status_code == 200
    assert client.post("/comptes/deconnexion/").url == "/comptes/connexion/"
    assert client.get("/comptes/profil/").status_code == 302


def test_a_forgotten_password_is_replaced_by_a_mail_that_serves_once(person, client, sign_in) -> None:
    client.post("/comptes/mot-de-passe/oublie/", {"email": person.email})
    link = last_link("/comptes/mot-de-passe/nouveau/")
    form = client.get(link).url
    new = {"password1": "quatre chiens bleus", "password2": "quatre chiens bleus"}
    assert client.post(form, new).status_code == 302
    assert sign_in(person.email).status_code == 200
    assert sign_in(person.email, "quatre chiens bleus").status_code == 302
    assert "Ce lien ne vaut plus" in client.get(link).content.decode()
    assert "Votre mot de passe a été remplacé" in mail.outbox[-1].body


def test_resetting_the_password_tells_nothing_of_who_has_an_account(person, client) -> None:
    known = client.post("/comptes/mot-de-passe/oublie/", {"email": person.email})
    unknown = client.post("/comptes/mot-de-passe/oublie/", {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [[person.email], ["nobody@example.org"]]
    assert "Aucun compte" in mail.outbox[-1].body


def test_nobody_signs_up_alone(client, db) -> None:
    page = client.get("/comptes/inscription/").content.decode()
    assert "On entre sur invitation" in page
    client.post("/comptes/inscription/", {"email": "new@example.org", "password1": PASSWORD})
    assert not User.objects.exists()
