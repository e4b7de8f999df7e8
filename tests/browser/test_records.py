"""Changing a record without losing another's work, and knowing why one sees it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.helpers import check_axe, open_menu, sign_in
from tests.browser.server import Server


def open_person(page: Page, text: str) -> str:
    page.goto(f"/personnes/?q={text}")
    page.locator("#list tbody tr td.es-main a").first.click()
    page.wait_for_url("**/personnes/*/**")
    return page.url.split("?")[0]


def test_two_windows_change_the_same_person(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    first, second = new_context().new_page(), new_context().new_page()
    sign_in(first, server, "admin")
    sign_in(second, server, "directrice")
    first.context.watch.expect("409")
    address = open_person(first, "sarr")
    first.goto(f"{address}modifier/")
    second.goto(f"{address}modifier/")
    second.get_by_label("Fonction").fill("Comptable et gardienne des clés")
    second.get_by_role("button", name="Enregistrer", exact=True).click()
    second.wait_for_url(address)

    first.get_by_label("Fonction").fill("Trésorière")
    first.get_by_label("Langues").fill("français, wolof")
    first.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(first.get_by_role("heading", name="Deux versions de la même fiche")).to_be_visible()
    row = first.get_by_role("row", name="Fonction")
    expect(row).to_contain_text("Trésorière")
    expect(row).to_contain_text("Comptable et gardienne des clés")
    check_axe(first)
    row.get_by_role("radio").nth(1).check()
    first.get_by_role("button", name="Enregistrer ce choix").click()
    first.wait_for_url(address)
    expect(first.locator("main")).to_contain_text("Comptable et gardienne des clés")
    expect(first.locator("main")).to_contain_text("français, wolof")


def test_why_says_which_grant_shows_a_record(page: Page, server: Server) -> None:
    sign_in(page, server, "directrice")
    open_person(page, "fall")
    open_menu(page, "Pourquoi je vois cette fiche")
    expect(page.locator("#why")).to_contain_text("Directeur")
    check_axe(page)


def test_a_refusal_says_why_and_what_to_do(page: Page, server: Server) -> None:
    sign_in(page, server, "benevole")
    page.context.watch.expect("403")
    answer = page.goto("/droits/")
    assert answer is not None
    assert answer.status == 403
    expect(page.locator("main")).to_contain_text("Pourquoi")
    check_axe(page)


def test_an_exchange_is_noted_in_one_line(page: Page, server: Server) -> None:
    sign_in(page, server, "directrice")
    open_person(page, "gueye")
    field = (
        page.get_by_role("textbox", name="Noter").or_(page.locator("form input[placeholder^='tel']")).first
    )
    field.fill("tel 10min rappellera pour les horaires")
    field.press("Enter")
    expect(page.locator("main")).to_contain_text("appellera pour les horaires")
