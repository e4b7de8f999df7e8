"""Noting in one line, keeping addresses true, and what is to be done today: by a network's host."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.helpers import check_axe, check_width, sign_in
from tests.browser.server import Server


def open_member(page: Page) -> None:
    page.goto("/personnes/?q=jardins")
    page.locator("#list tbody tr td.es-main a").first.click()
    page.wait_for_url("**/personnes/*/**")


def test_a_line_is_understood_before_it_is_written(page: Page, server: Server) -> None:
    sign_in(page, server, "animatrice")
    open_member(page)
    line = page.get_by_label("Noter un échange ou une tâche en une ligne")
    line.fill("tel 30min demain 14h rappeler pour le devis")
    understood = page.locator("#suivi-compris")
    expect(understood).to_contain_text("Tâche")
    expect(understood).to_contain_text("14:00")
    check_axe(page)
    line.press("Enter")
    task = page.locator(".es-tasks").get_by_role("link", name="Rappeler pour le devis")
    expect(task).to_be_visible()
    line = page.get_by_label("Noter un échange ou une tâche en une ligne")
    line.fill("visite hier locaux accueillants")
    expect(understood).to_contain_text("Échange")
    page.get_by_role("button", name="Noter", exact=True).click()
    expect(page.locator(".es-feed").get_by_role("link", name="Locaux accueillants")).to_be_visible()

    page.get_by_role("button", name="Marquer comme faite : Rappeler pour le devis").click()
    undo = page.get_by_role("button", name="Remettre à faire : Rappeler pour le devis")
    expect(undo).to_be_visible()
    undo.click()
    expect(page.get_by_role("button", name="Marquer comme faite : Rappeler pour le devis")).to_be_visible()
    check_axe(page)


def test_an_address_is_completed_from_its_postcode(page: Page, server: Server) -> None:
    sign_in(page, server, "animatrice")
    open_member(page)
    page.get_by_role("link", name="Ajouter une adresse").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Code postal").press_sequentially("44800")
    expect(dialog.get_by_label("Ville")).to_have_value("Saint-Herblain")
    check_axe(page)
    dialog.get_by_role("button", name="Enregistrer").click()
    panel = page.locator("#partie-adresses")
    expect(panel).to_contain_text("44800 Saint-Herblain")
    panel.get_by_role("button", name="Actions sur cette ligne").click()
    page.get_by_role("button", name="Terminer aujourd’hui").click()
    expect(panel).to_contain_text("terminée")


def test_a_wrong_number_stays_in_the_dialog_with_its_reason(page: Page, server: Server) -> None:
    sign_in(page, server, "animatrice")
    open_member(page)
    page.context.watch.expect("422")
    page.get_by_role("link", name="Ajouter une coordonnée").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Type").select_option(label="mobile")
    dialog.get_by_label("Coordonnée", exact=False).first.fill("06 12")
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(dialog).to_contain_text("10 chiffres ; celui-ci en a 4")
    check_axe(page)
    dialog.get_by_label("Coordonnée", exact=False).first.fill("06 12 34 56 78")
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("#partie-coordonnees")).to_contain_text("06 12 34 56 78")


@pytest.mark.parametrize("width", [1280, 390])
def test_home_shows_what_is_to_be_done(
    new_context: Callable[..., BrowserContext], server: Server, width: int
) -> None:
    page = new_context(width=width).new_page()
    sign_in(page, server, "animatrice")
    page.goto("/")
    expect(page.get_by_role("heading", name="À faire aujourd’hui")).to_be_visible()
    first = page.locator(".es-tasks__item").first
    expect(first.locator(".text-danger")).to_be_visible()
    first.get_by_role("button", name="demain").click()
    expect(page.get_by_text("Reportée.")).to_be_visible()
    expect(first.locator(".text-danger")).to_have_count(0)
    check_width(page)
    check_axe(page)
