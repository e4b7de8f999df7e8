"""Finding people in a list, keeping the list, sharing it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.helpers import check_axe, check_width, settle, sign_in
from tests.browser.server import Server


def filter_by_town(page: Page, town: str) -> None:
    page.get_by_role("link", name="Filtrer").click()
    form = page.locator("#filter-form")
    form.get_by_label("Champ", exact=True).first.select_option(label="Ville")
    value = form.locator(".es-filter__value input:visible").first
    value.fill(town)
    value.press("Tab")
    form.get_by_role("button", name="Appliquer le filtre").click()
    page.wait_for_url("**f=**")
    settle(page)


def test_a_view_is_filtered_saved_and_shared(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    chief = new_context().new_page()
    sign_in(chief, server, "admin")
    chief.goto("/personnes/")
    filter_by_town(chief, "Thiès")
    expect(chief.locator("#list tbody tr").first).to_contain_text("Thiès")
    check_axe(chief)
    chief.get_by_role("link", name="Enregistrer cette vue…").click()
    dialog = chief.get_by_role("dialog")
    dialog.get_by_label("Nom").fill("Les gens de Thiès")
    dialog.get_by_label("tout le monde").check()
    check_axe(chief)
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(chief.get_by_role("link", name="Les gens de Thiès")).to_be_visible()

    other = new_context().new_page()
    sign_in(other, server, "directrice")
    other.goto("/personnes/")
    other.get_by_role("link", name="Les gens de Thiès").click()
    expect(other.locator("#list tbody tr").first).to_contain_text("Thiès")


def test_the_address_of_a_list_says_all_of_it(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    page.goto("/personnes/?q=ndiaye&tri=-name")
    names = page.locator("#list tbody tr td.es-main").all_inner_texts()
    assert any("Ndiaye" in name for name in names)
    page.reload()
    assert page.locator("#list tbody tr td.es-main").all_inner_texts() == names


def test_typing_narrows_the_list_at_once(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    page.goto("/personnes/")
    page.get_by_placeholder("Filtrer la liste…").fill("diallo")
    expect(page.locator("#list tbody tr").first).to_contain_text("Diallo")
    page.wait_for_url("**q=diallo**")


def test_lists_and_records_fit_a_telephone(phone: Page, server: Server) -> None:
    sign_in(phone, server, "conseillere")
    for address in ("/", "/personnes/", "/organismes/"):
        phone.goto(address)
        check_width(phone)
        check_axe(phone)
    phone.goto("/personnes/")
    phone.locator("#list tbody tr td.es-main a").first.click()
    expect(phone.locator("h1")).to_be_visible()
    check_width(phone)
    check_axe(phone)
