"""Being invited, accepting the charter, and signing in with what one's device knows."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.helpers import check_axe, check_width, sign_in
from tests.browser.server import Server, running

PASSWORD = "quatre chiens bleus"


@pytest.fixture(scope="session")
def server(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own: a key added to an account stops those who sign in to it by the password alone."""
    with running(template, tmp_path_factory.mktemp("accounts")) as started:
        yield started


def mail_to(page: Page, server: Server, address: str) -> str:
    """The text of the mail sent to `address`, once the worker has sent it."""
    for _ in range(100):
        for raw in server.messages():
            message = email.message_from_string(raw.split("\n-------", 1)[0], policy=email.policy.default)
            if message["To"] == address:
                body = message.get_body(("plain",))
                assert body is not None
                return body.get_content()
        page.wait_for_timeout(100)
    raise AssertionError(f"no mail to {address}")


def prepare_charter(page: Page, server: Server) -> None:
    """A network of its own, so that no other journey meets this charter."""
    sign_in(page, server, "admin")
    page.goto("/comptes/structure/networks/nouveau/")
    page.get_by_label("Nom").fill("Réseau des essais")
    page.get_by_label("Code").fill("essais")
    page.get_by_role("button", name="Enregistrer").click()
    page.goto("/comptes/chartes/ecrire/")
    page.get_by_role("link", name="Réseau des essais").click()
    page.get_by_label("Titre").fill("Charte des essais")
    page.get_by_label("Texte").fill("## Respect\n\nChacun reste courtois.")
    page.get_by_role("button", name="Enregistrer et voir l’aperçu").click()
    expect(page.get_by_text("Chacun reste courtois.")).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name="Publier").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Publier").click()
    expect(page.get_by_text("La version 1 est publiée.")).to_be_visible()


def test_an_invited_person_opens_an_account_and_accepts_the_charter(
    page: Page, phone: Page, server: Server
) -> None:
    prepare_charter(page, server)
    page.goto("/comptes/invitations/nouvelles/")
    page.get_by_label("Adresses électroniques").fill("Moussa Ndiaye <moussa.essai@example.org>")
    page.get_by_role("combobox", name="Réseaux").fill("essais")
    page.get_by_role("option", name="Réseau des essais").click()
    check_axe(page)
    page.get_by_role("button", name="Envoyer les invitations").click()
    expect(page.get_by_text("1 invitation envoyée.")).to_be_visible()

    found = re.search(r"http\S+/comptes/invitation/\S+", mail_to(page, server, "moussa.essai@example.org"))
    assert found
    phone.goto(found[0])
    check_axe(phone)
    check_width(phone)
    expect(phone.get_by_label("Prénom")).to_have_value("Moussa")
    phone.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    phone.get_by_role("button", name="Ouvrir mon compte").click()
    expect(phone.get_by_role("heading", name="Avant d’entrer, la charte")).to_be_visible()
    check_axe(phone)
    check_width(phone)
    phone.goto("/comptes/profil/")
    expect(phone.get_by_role("heading", name="Avant d’entrer, la charte")).to_be_visible()
    phone.get_by_label("J’ai lu et j’accepte.").check()
    phone.get_by_role("button", name="Continuer").click()
    expect(phone.get_by_role("heading", name="Moussa Ndiaye")).to_be_visible()
    check_width(phone)


def test_a_passkey_is_registered_and_signs_in_from_the_keyboard_alone(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    """On « localhost », for browsers refuse passkeys to a bare address."""
    context = new_context()
    context.watch.expect(r"^request to another host: http://localhost:")  # type: ignore[attr-defined]
    page = context.new_page()
    here = server.url.replace("127.0.0.1", "localhost")
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    keyboard = page.keyboard
    page.goto(f"{here}/comptes/connexion/?next=/comptes/securite/cles/ajouter/")
    expect(page.get_by_label("Adresse électronique")).to_be_focused()
    keyboard.type(server.logins["directrice"])
    keyboard.press("Tab")
    keyboard.type(server.password)
    keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Confirmez que c’est vous")).to_be_visible()
    expect(page.get_by_label("Mot de passe")).to_be_focused()
    keyboard.type(server.password)
    keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ajouter une clé d’accès")).to_be_visible()
    expect(page.get_by_label("Nom de la clé")).to_be_focused()
    check_axe(page)
    keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Codes de secours")).to_be_visible()
    page.goto(f"{here}/comptes/securite/")
    check_axe(page)
    page.goto(f"{here}/comptes/deconnexion/")
    expect(page.get_by_role("button", name="Se déconnecter").last).to_be_focused()
    keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bonjour")).to_be_visible()
    page.get_by_role("button", name="Utiliser une clé d’accès").focus()
    keyboard.press("Enter")
    expect(page.get_by_role("button", name="Mon compte")).to_be_visible()
