"""Searching as one types, and the pages around the API, seen by a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import check_axe, check_width, sign_in
from tests.browser.server import Server


def test_results_come_while_typing_and_arrows_walk_through_them(page: Page, server: Server) -> None:
    sign_in(page, server, "pedagogique")
    page.goto("/recherche/")
    page.locator("#search-text").press_sequentially("diop", delay=20)
    expect(page.locator("[data-result]").first).to_be_visible()
    assert "q=diop" in page.url
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-result]").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#search-text")).to_be_focused()
    page.keyboard.press("ArrowDown")
    title = page.locator(".es-found__title").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(title)


def test_a_misspelt_name_is_forgiven(page: Page, server: Server) -> None:
    sign_in(page, server, "pedagogique")
    page.goto("/recherche/?q=aisatou+ndiay")
    expect(page.locator(".es-found")).to_contain_text("Aïssatou Ndiaye")


def test_a_field_is_added_and_a_token_made(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    page.goto("/administration/champs/people/nouveau/")
    page.get_by_label("Libellé").fill("Permis")
    expect(page.get_by_label("Choix")).to_be_hidden()
    page.get_by_label("Nature").select_option("choice")
    page.get_by_label("Choix").fill("A\nB")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("main")).to_contain_text("x_permis")
    page.goto("/personnes/nouveau/")
    expect(page.get_by_label("Permis")).to_be_visible()
    page.goto("/comptes/jetons/")
    page.get_by_label("Nom").fill("Essai")
    page.get_by_role("button", name="Créer le jeton").click()
    expect(page.get_by_label("Jeton", exact=True)).to_have_value(re.compile("^essaim_"))
    check_axe(page)


@pytest.mark.parametrize(
    "path",
    [
        "/recherche/?q=a", "/recherche/?q=zzzz", "/comptes/jetons/", "/api/", "/administration/champs/",
        "/administration/champs/people/", "/administration/champs/people/nouveau/", "/administration/webhooks/",
        "/administration/webhooks/nouveau/",
    ],
)  # fmt: skip
def test_pages_have_no_fault_and_fit_a_phone(page: Page, server: Server, path: str) -> None:
    sign_in(page, server, "admin")
    page.goto(path)
    check_axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    check_width(page)
