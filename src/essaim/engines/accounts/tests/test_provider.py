"""OpenID Connect, against a small provider that really answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from essaim.engines.accounts.models import User

pytestmark = pytest.mark.django_db
START, BACK = "/comptes/connexion/organisme/region/", "/comptes/connexion/organisme/region/retour/"


@pytest.fixture
def client() -> Client:
    """Not the strict one: the protocol brings the answer by a GET, which has to sign in."""
    return Client()


class Provider(BaseHTTPRequestHandler):
    claims: dict[str, Any] = {}

    def _answer(self, body: dict[str, Any]) -> None:
        content = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self) -> None:
        here = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
        if "well-known" in self.path:
            self._answer(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/userinfo",
                    "jwks_uri": f"{here}/jwks",
                }
            )
        else:
            self._answer(self.claims)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer({"access_token": "token", "token_type": "Bearer"})

    def log_message(self, *args: Any) -> None: ...


@pytest.fixture
def claims(settings: Any) -> Iterator[dict[str, Any]]:
    server = HTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    app = {
        "provider_id": "region", "name": "Compte régional", "client_id": "essaim", "secret": "s",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    Provider.claims = {"sub": "42", "email": "awa@example.org", "email_verified": True, "given_name": "Awa"}
    yield Provider.claims
    server.shutdown()
    server.server_close()
    thread.join()


def go_through(client: Any, **data: str) -> Any:
    leaving = client.post(START, data)
    url = leaving.context["url"]
    assert f"url={url}".replace("&", "&amp;") in leaving.content.decode()
    asked = parse_qs(urlsplit(url).query)
    assert asked["code_challenge"]
    return client.get(BACK, {"code": "code", "state": asked["state"][0]})


def test_the_button_is_there_only_when_a_provider_is_set(client, settings, claims) -> None:
    assert "Continuer avec Compte régional" in client.get("/comptes/connexion/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "Continuer avec" not in client.get("/comptes/connexion/").content.decode()


def test_a_verified_address_signs_its_account_in_and_keeps_its_password(person, client, claims) -> None:
    assert go_through(client, next="/comptes/profil/").url == "/comptes/profil/"
    assert client.get("/comptes/profil/").status_code == 200
    person.refresh_from_db()
    assert person.has_usable_password()
    assert SocialAccount.objects.get().user == person


def test_an_address_not_verified_signs_nobody_in(person, client, claims) -> None:
    claims["email_verified"] = False
    answer = go_through(client)
    assert answer.status_code == 403
    assert "pas encore de compte ici" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_unknown_person_gets_no_account(client, claims, db) -> None:
    assert go_through(client).status_code == 403
    assert not User.objects.exists()


def test_once_linked_the_person_is_known_by_the_provider_not_by_the_address(person, client, claims) -> None:
    go_through(client)
    client.post("/comptes/deconnexion/")
    claims["email"] = "awa.new@example.org"
    go_through(client)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_deactivated_account_stays_out(person, client, claims) -> None:
    person.is_active = False
    person.save()
    assert go_through(client).url == "/comptes/desactive/"
    assert "_auth_user_id" not in client.session


def test_an_answer_nobody_asked_for_is_refused(person, client, claims) -> None:
    answer = client.get(BACK, {"code": "code", "state": "invented"})
    assert answer.status_code == 401
    assert "La connexion n’a pas abouti" in answer.content.decode()


def test_starting_needs_a_post_and_does_nothing_but_sign_in(person, client, claims) -> None:
    assert client.get(START).status_code == 405
    assert client.post(START, {"process": "connect"}).status_code == 404
    assert client.post("/comptes/connexion/organisme/unknown/").status_code == 404
