"""Boards seen and composed in a browser, by mouse and by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import check_axe, check_width, settle, sign_in
from tests.browser.server import Server

READY = "/tableaux/prets/suivi/"


def drawn(page: Page) -> None:
    settle(page)
    expect(page.locator("[data-widget-inside][aria-busy]")).to_have_count(0)


def test_a_ready_board_draws_its_charts_and_leads_to_the_records(page: Page, server: Server) -> None:
    sign_in(page, server, "directrice")
    page.goto(READY)
    drawn(page)
    expect(page.locator("[data-chart] canvas").first).to_be_visible()
    check_axe(page)
    widget = page.locator(".es-widget--pie")
    widget.get_by_text("Les chiffres").click()
    count = widget.locator("tbody td a").first
    figure = count.inner_text()
    count.click()
    expect(page.locator("main")).to_contain_text(f"{figure} échanges")


def test_a_picture_and_a_workbook_are_downloaded(page: Page, server: Server) -> None:
    sign_in(page, server, "directrice")
    page.goto(READY)
    drawn(page)
    with page.expect_download() as picture:
        page.get_by_role("button", name=re.compile("Télécharger l’image : Échanges par type")).click()
    assert picture.value.suggested_filename == "Échanges par type.png"
    with page.expect_download() as book:
        page.get_by_role("link", name=re.compile("XLSX.* : Échanges par type")).click()
    assert book.value.suggested_filename.endswith(".xlsx")


def test_a_copy_is_composed_by_keyboard_and_by_mouse(page: Page, server: Server) -> None:
    sign_in(page, server, "animatrice")
    page.goto("/tableaux/prets/annuaire/")
    page.get_by_role("button", name="Personnaliser").click()
    drawn(page)
    check_axe(page)
    first = page.locator("[data-widget]").first
    key = first.get_attribute("data-widget")
    first.get_by_role("button", name="Déplacer après").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-widget]").nth(1)).to_have_attribute("data-widget", str(key))
    expect(page.locator(f"#w-{key}").get_by_role("button", name="Déplacer après")).to_be_focused()
    page.locator(f"#w-{key}").get_by_role("button", name="Plus large").press("Enter")
    expect(page.locator(f"#w-{key}")).to_have_class(re.compile("es-w4"))
    expect(page.locator("[data-board]")).to_have_attribute("data-version", "3")
    page.locator(f"#w-{key} [data-grip]").hover()
    page.mouse.down()
    target = page.locator("[data-widget]").nth(3).bounding_box()
    assert target is not None
    page.mouse.move(target["x"] + target["width"] - 12, target["y"] + 40, steps=6)
    page.mouse.up()
    expect(page.locator("[data-board]")).to_have_attribute("data-version", "4")
    page.reload()
    expect(page.locator("[data-widget]").nth(3)).to_have_attribute("data-widget", str(key))


def test_a_chart_is_made_from_a_filtered_list(page: Page, server: Server) -> None:
    sign_in(page, server, "animatrice")
    page.goto("/echanges/")
    page.get_by_role("button", name="Autres actions").first.click()
    page.get_by_role("link", name="Faire un graphique de cette liste…").click()
    expect(page.locator(".es-editor__preview canvas")).to_be_visible()
    page.get_by_label("Courbe").check(force=True)
    expect(page.get_by_label("Pas de temps")).to_be_visible()
    page.get_by_label("Titre").fill("Au fil des mois")
    check_axe(page)
    page.get_by_role("button", name="Enregistrer l’élément").click()
    expect(page).to_have_url(re.compile(r"/tableaux/\d+/composer/"))
    expect(page.locator("main")).to_contain_text("Au fil des mois")


@pytest.mark.parametrize("path", ["/tableaux/", READY, "/tableaux/prets/annuaire/", "/tableaux/nouveau/"])
def test_pages_fit_a_phone(phone: Page, server: Server, path: str) -> None:
    sign_in(phone, server, "directrice")
    phone.goto(path)
    drawn(phone)
    check_axe(phone)
    check_width(phone)
