"""Administrators set rights: by keyboard, two at a time, on a telephone; they see as somebody else; they go back."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.helpers import check_axe, check_width, sign_in
from tests.browser.server import Server

TABLE = "/droits/?ressource=curriculum"


def tick(page: Page, action: str, role: str) -> Locator:
    return page.get_by_role("checkbox", name=f"{action} : {role}, ")


def test_rights_are_set_with_the_keyboard_alone(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    page.goto(TABLE)
    check_axe(page)
    first = page.locator(".es-tick").first
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    chosen = page.locator(".es-tick:focus")
    name, before = chosen.get_attribute("aria-label") or "", chosen.get_attribute("aria-checked")
    after = "false" if before == "true" else "true"
    page.keyboard.press("Space")
    same = page.get_by_role("checkbox", name=name)
    expect(same).to_have_attribute("aria-checked", after)
    expect(same).to_be_focused()
    expect(page.locator("#version")).to_contain_text("à l’instant")
    page.reload()
    expect(page.get_by_role("checkbox", name=name)).to_have_attribute("aria-checked", after)
    page.get_by_role("checkbox", name=name).press("Enter")
    expect(page.get_by_role("checkbox", name=name)).to_have_attribute("aria-checked", before or "")


def test_two_people_set_the_same_line(new_context: Callable[..., BrowserContext], server: Server) -> None:
    first, second = new_context().new_page(), new_context().new_page()
    sign_in(first, server, "admin")
    sign_in(second, server, "directrice")
    first.goto(TABLE)
    second.goto(TABLE)
    tick(second, "Création", "Formateurs").click()
    expect(tick(second, "Création", "Formateurs")).to_have_attribute("aria-checked", "true")

    first.context.watch.expect("409")  # type: ignore[attr-defined]
    tick(first, "Suppression", "Formateurs").click()
    expect(first.locator("#conflict")).to_contain_text("Cette ligne a changé entre-temps")
    expect(first.locator("#conflict")).to_contain_text("Ce que vous demandiez")
    check_axe(first)
    expect(tick(first, "Création", "Formateurs")).to_have_attribute("aria-checked", "true")
    first.get_by_role("button", name="Cocher quand même").click()
    expect(tick(first, "Suppression", "Formateurs")).to_have_attribute("aria-checked", "true")
    expect(first.locator("#conflict")).to_be_empty()
    for action in ("Suppression", "Création"):
        tick(first, action, "Formateurs").click()
        expect(tick(first, action, "Formateurs")).to_have_attribute("aria-checked", "false")


def test_a_version_is_compared_and_brought_back(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    page.goto(TABLE)
    tick(page, "Modification", "Formateurs").click()
    expect(tick(page, "Modification", "Formateurs")).to_have_attribute("aria-checked", "true")
    page.get_by_role("button", name="Dire pourquoi").click()
    page.get_by_label("Motif").fill("Essai d’un trimestre")
    page.get_by_role("button", name="Enregistrer").click()
    page.goto("/droits/versions/")
    expect(page.locator("main")).to_contain_text("Essai d’un trimestre")
    check_axe(page)
    page.locator("tbody tr").nth(0).get_by_role("link").click()
    expect(page.locator("main ins").first).to_have_text("+ Modification")
    check_axe(page)
    page.goto("/droits/versions/")
    page.locator("tbody tr").nth(1).get_by_role("link").click()
    page.get_by_role("button", name="Revenir à cette version").click()
    page.locator("#es-confirm").get_by_role("button", name="Revenir à cette version").click()
    page.wait_for_url("**/droits/versions/")
    expect(page.locator("tbody tr").first).to_contain_text("Retour à la version")
    page.goto(TABLE)
    expect(tick(page, "Modification", "Formateurs")).to_have_attribute("aria-checked", "false")


def test_the_matrix_fits_a_telephone(phone: Page, server: Server) -> None:
    sign_in(phone, server, "admin")
    for path in (
        "/droits/",
        "/droits/par-profil/",
        "/droits/versions/",
        "/droits/fichiers/",
        "/droits/profils/",
    ):
        phone.goto(path)
        check_width(phone)
    phone.goto("/droits/")
    check_axe(phone)


def test_an_administrator_sees_as_a_trainer_and_comes_back(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    page.goto("/droits/voir-en-tant-que/")
    check_axe(page)
    page.get_by_label("Profil", exact=True).select_option("formateur")
    page.get_by_role("button", name="Voir avec ce profil").click()
    expect(page.locator(".es-view-as")).to_contain_text("Formateurs")
    expect(page.get_by_role("link", name="Droits", exact=True)).to_have_count(0)
    check_axe(page)
    page.get_by_role("button", name="Revenir à mon compte").click()
    expect(page.locator(".es-view-as")).to_have_count(0)
    page.goto("/journal/?action=view_as_ended")
    expect(page.locator("tbody tr").first).to_contain_text("Formateurs")
    check_axe(page)


def test_an_earlier_value_comes_back_from_the_history(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    page.goto("/personnes/?q=ndiaye")
    page.locator("#list tbody tr td.es-main a").first.click()
    page.wait_for_url("**/personnes/*/**")
    address = page.url.split("?")[0]
    page.goto(f"{address}modifier/")
    kept = page.get_by_label("Langues").input_value()
    page.get_by_label("Langues").fill("wolof, pulaar, français")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.wait_for_url(address)
    page.get_by_role("link", name="Historique").click()
    change = page.locator(".es-history__item").first
    expect(change).to_contain_text("wolof, pulaar, français")
    check_axe(page)
    change.get_by_role("button", name="Rétablir").click()
    page.locator("#es-confirm").get_by_role("button", name="Rétablir").click()
    expect(page.locator(".es-toasts")).to_contain_text("a retrouvé sa valeur d’avant")
    page.goto(f"{address}modifier/")
    expect(page.get_by_label("Langues")).to_have_value(kept)
