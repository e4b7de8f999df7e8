"""The charter: accepted by each at the first sign-in, and again when it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.helpers import check_axe, sign_in, submit_sign_in
from tests.browser.server import Server, running


@pytest.fixture(scope="session")
def server(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own: a new charter stops everybody at the door."""
    with running(template, tmp_path_factory.mktemp("charter")) as started:
        yield started


def accept(page: Page) -> None:
    page.get_by_label("J’ai lu et j’accepte.").check()
    page.get_by_role("button", name="Continuer").click()


def test_a_first_sign_in_goes_through_the_charter(page: Page, server: Server) -> None:
    submit_sign_in(page, server.logins["candidat"], server.password)
    heading = page.get_by_role("heading", name="Avant d’entrer, la charte")
    expect(heading).to_be_visible()
    check_axe(page)
    page.goto("/personnes/")
    expect(heading).to_be_visible()
    accept(page)
    expect(heading).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


def test_a_new_version_is_shown_by_what_changed(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    chief = new_context().new_page()
    sign_in(chief, server, "admin")
    chief.goto("/comptes/chartes/")
    chief.get_by_role("link", name="Écrire une version").click()
    text = chief.locator("textarea[name=body]")
    text.fill(text.input_value() + "\n\n## Les photos\n\nAucune photo sans l’accord de la personne.")
    chief.get_by_role("button", name="Enregistrer et voir l’aperçu").click()
    chief.get_by_role("button", name="Publier").click()
    chief.get_by_role("alertdialog").get_by_role("button", name="Publier").click()

    reader = new_context().new_page()
    submit_sign_in(reader, server.logins["formateur"], server.password)
    expect(reader.get_by_role("heading", name="La charte a changé")).to_be_visible()
    expect(reader.locator("main")).to_contain_text("Aucune photo sans l’accord de la personne.")
    check_axe(reader)
    accept(reader)
    expect(reader.locator("h1")).not_to_contain_text("charte")
