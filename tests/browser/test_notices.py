"""The bell, names after an @, one's choices; and a person's data handed over and erased."""

from __future__ import annotations

import io
import json
import zipfile

from playwright.sync_api import Page, expect

from tests.browser.helpers import check_axe, check_width, sign_in
from tests.browser.server import Server


def test_the_bell_opens_and_what_is_followed_is_read(page: Page, server: Server) -> None:
    sign_in(page, server, "relations")
    page.goto("/notifications/")
    before = int(page.locator("[data-bell-count]").get_attribute("data-bell-count") or 0)
    check_axe(page)
    bell = page.get_by_role("button", name="Notifications")
    bell.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#es-bell")
    expect(panel.locator(".es-notice").first).to_be_visible()
    check_axe(page)
    with page.expect_response("**/lue/"):
        panel.locator("a[data-notice-read]").first.click()
    page.wait_for_url("**/*/*/")
    page.goto("/notifications/")
    expect(page.locator("[data-bell-count]")).to_have_attribute("data-bell-count", str(before - 1))
    page.get_by_role("button", name="Tout marquer comme lu").first.click()
    expect(page.get_by_text("Tout est lu")).to_be_visible()


def test_a_name_is_offered_after_an_at_sign(page: Page, server: Server) -> None:
    sign_in(page, server, "pedagogique")
    page.goto("/echanges/nouveau/")
    page.get_by_label("Objet").fill("Point d’équipe")
    body = page.get_by_role("textbox", name="Contenu")
    body.press_sequentially("Vu avec @")
    options = page.locator("#es-names [role=option]")
    expect(options.first).to_be_visible()
    check_axe(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert len(body.input_value()) > len("Vu avec @ ")
    page.get_by_role("button", name="Enregistrer").first.click()
    expect(page.locator(".es-mention").first).to_be_visible()


def test_choices_at_phone_width(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, server, "formateur")
    page.goto("/notifications/preferences/")
    check_axe(page)
    check_width(page)
    page.get_by_label("Par courriel : Mon nom est cité dans un texte").select_option("weekly")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_label("Par courriel : Mon nom est cité dans un texte")).to_have_value("weekly")
    page.goto("/notifications/?etat=toutes")
    check_width(page)


def test_a_person_is_handed_her_data_and_then_erased(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    page.goto("/personnes/nouveau/")
    page.get_by_label("Prénom").fill("Yvonnick")
    page.get_by_label("Nom", exact=True).fill("Trévedic")
    page.get_by_role("button", name="Enregistrer").first.click()
    page.wait_for_url("**/personnes/*/")
    person = page.url
    page.get_by_role("link", name="Données personnelles").last.click()
    check_axe(page)
    check_width(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Remettre ses données").click()
    archive = zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes()))
    assert json.loads(archive.read("donnees.json"))["format"] == "essaim-acces-1"
    assert "Trévedic" in archive.read("vos-donnees.html").decode()
    page.get_by_role("link", name="Effacer cette personne…").click()
    check_axe(page)
    page.get_by_label("Je comprends").check()
    page.get_by_role("button", name="Effacer définitivement").click()
    page.wait_for_url(person)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Personne anonymisée")


def test_register_and_rules_read_well(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    for address in ("registre/", "conservation/", "effacements/"):
        page.goto(f"/donnees-personnelles/{address}")
        check_axe(page)
        check_width(page)
    page.goto("/donnees-personnelles/conservation/")
    page.get_by_role("link", name="Personnes sans nouvelles").first.click()
    expect(page.get_by_text("Ce qu’elle ferait aujourd’hui")).to_be_visible()
    check_axe(page)
