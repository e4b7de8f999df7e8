"""A form built, answered on a telephone; a grid filled by two parties at once in two browsers."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.helpers import check_axe, check_width, settle, sign_in
from tests.browser.server import Server


def add_question(page: Page, type: str, label: str, choices: str = "") -> None:
    page.get_by_label("Type de question").first.select_option(label=type)
    page.get_by_role("button", name="Ajouter une question").first.click()
    box = page.get_by_label("Question", exact=True)
    box.fill(label)
    if choices:
        page.get_by_label("Choix, un par ligne").fill(choices)


def save(page: Page, label: str) -> None:
    page.get_by_role("button", name="Enregistrer la question").click()
    settle(page)
    expect(page.get_by_role("link", name=label)).to_be_visible()


def build(page: Page) -> str:
    """Builds and publishes a form of three questions; gives its public address."""
    page.goto("/formulaires/nouveau/")
    page.get_by_label("Titre").first.fill("Inscription à la journée portes ouvertes")
    page.get_by_role("button", name="Enregistrer").first.click()
    page.get_by_role("link", name="Construire les questions").click()
    add_question(page, "Texte court", "Votre nom")
    page.get_by_label("Réponse obligatoire").check()
    save(page, "Votre nom")
    add_question(page, "Un choix", "Venez-vous accompagné(e) ?", "Oui\nNon")
    save(page, "Venez-vous accompagné(e) ?")
    add_question(page, "Nombre", "Par combien de personnes ?")
    page.get_by_text("Afficher sous condition").click()
    page.get_by_label("Condition").first.select_option(label="Venez-vous accompagné(e) ? : est « Oui »")
    save(page, "Par combien de personnes ?")
    page.get_by_role("button", name="Monter la question").last.focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(page.locator("main")).to_contain_text("dépend d’une question qui n’est pas posée avant")
    page.get_by_role("button", name="Descendre la question").nth(1).click()
    settle(page)
    check_axe(page)
    page.get_by_role("button", name="Publier").click()
    return address(page, "Lien public")


def address(page: Page, label: str) -> str:
    expect(page.get_by_label(label, exact=True)).to_be_visible()
    check_axe(page)
    return re.sub(r"^https?://[^/]+", "", page.get_by_label(label, exact=True).input_value())


def answer(phone: Page, link: str) -> None:
    """A mistake, a draft found again, then the sending."""
    phone.context.watch.expect("422")  # type: ignore[attr-defined]
    phone.goto(link)
    check_axe(phone)
    check_width(phone)
    how_many = phone.get_by_label("Par combien de personnes ?")
    expect(how_many).to_be_hidden()
    phone.get_by_text("Oui", exact=True).click()
    expect(how_many).to_be_visible()
    expect(phone.locator("[data-fill-state]")).to_contain_text("Gardé à")
    phone.get_by_role("button", name="Envoyer mes réponses").click()
    expect(phone.get_by_role("alert")).to_contain_text("1 réponse est à revoir")
    check_axe(phone)
    phone.get_by_label("Votre nom").fill("Awa Diop")
    phone.get_by_label("Par combien de personnes ?").fill("2")
    expect(phone.locator("[data-fill-state]")).to_contain_text("Gardé à")
    phone.goto(phone.url)
    expect(phone.get_by_label("Votre nom")).to_have_value("Awa Diop")
    phone.get_by_role("button", name="Envoyer mes réponses").click()
    expect(phone.get_by_role("heading", name="Merci")).to_be_visible()
    check_axe(phone)


def test_a_form_is_built_published_and_answered_on_a_telephone(
    page: Page, phone: Page, server: Server
) -> None:
    sign_in(page, server, "pedagogique")
    answer(phone, build(page))
    page.get_by_role("link", name="Réponses").click()
    expect(page.locator("main")).to_contain_text("1 réponse rendue")
    check_axe(page)
    page.get_by_role("link", name="Awa Diop").click()
    expect(page.get_by_role("table").last).to_contain_text("Awa Diop")
    check_axe(page)


def test_a_form_is_answered_without_a_script(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    chief = new_context().new_page()
    sign_in(chief, server, "pedagogique")
    chief.goto("/formulaires/")
    chief.get_by_role("link", name="Candidature à la prochaine promotion").first.click()
    chief.get_by_role("link", name="Diffusion").click()
    link = re.sub(r"^https?://[^/]+", "", chief.get_by_label("Lien public").input_value())
    plain = new_context(width=390, java_script_enabled=False).new_page()
    plain.goto(link)
    expect(plain.locator("main")).to_contain_text("Selon votre réponse à")
    plain.get_by_label("Votre prénom").fill("Khady")
    plain.get_by_role("button", name="Garder et finir plus tard").click()
    expect(plain.locator("main")).to_contain_text("Vos réponses sont gardées")
    plain.get_by_label("Votre nom", exact=True).fill("Ndour")
    plain.get_by_label("Votre téléphone").fill("+221 77 555 44 33")
    plain.get_by_label("Non", exact=True).check()
    plain.get_by_label("Pourquoi cette formation ?").fill("Pour installer des panneaux.")
    plain.get_by_role("button", name="Envoyer mes réponses").click()
    expect(plain.get_by_role("heading", name="Merci")).to_be_visible()


def open_grid(chief: Page) -> list[str]:
    """A grid opened for three parties; the personal addresses of the two of the first turn."""
    chief.goto("/formulaires/")
    chief.get_by_role("link", name="Bilan de la mission d’appui").first.click()
    chief.get_by_role("link", name="Diffusion").click()
    chief.get_by_label("À propos de quoi").fill("Mission des deux navigateurs")
    chief.get_by_label("Structure").fill("Association du Pont")
    chief.get_by_label("Chargé(e) de mission").fill("Thomas")
    chief.get_by_label("Prestataire").fill("Cabinet <cabinet@conseil.example>")
    chief.get_by_role("button", name="Ouvrir et écrire aux parties").click()
    expect(chief.locator("main")).to_contain_text("Mission des deux navigateurs")
    check_axe(chief)
    grid = chief.url
    doors = []
    for party in ("Structure", "Chargé(e) de mission"):
        chief.goto(grid)
        chief.get_by_role("row").filter(has_text=party).get_by_role("link", name="Son lien").click()
        doors.append(address(chief, "Lien"))
    chief.goto(grid)
    return doors


def test_two_parties_fill_one_grid_at_once(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    chief = new_context().new_page()
    sign_in(chief, server, "mission")
    doors = open_grid(chief)
    first, second = new_context(width=390).new_page(), new_context().new_page()
    first.goto(doors[0])
    second.goto(doors[1])
    expect(first.get_by_text("Délais et échéances prévus respectés")).to_have_count(0)
    expect(second.get_by_text("Qualité des échanges")).to_have_count(0)
    for page in (first, second):
        check_axe(page)
        page.get_by_text("Oui", exact=True).first.click()
    for page in (first, second):
        expect(page.locator("[data-fill-state]")).to_contain_text("Gardé à")
    second.get_by_role("button", name="Envoyer mes réponses").click()
    expect(second.get_by_role("heading", name="Merci")).to_be_visible()
    first.get_by_text("Oui", exact=True).nth(1).click()
    first.get_by_label("Votre nom, tapé, vaut signature").fill("Présidente du Pont")
    first.get_by_role("button", name="Signer et rendre").click()
    expect(first.get_by_role("heading", name="Merci")).to_be_visible()
    check_axe(first)
    first.goto(doors[0])
    expect(first.get_by_role("button", name="Signer et rendre")).to_have_count(0)
    chief.reload()
    expect(chief.locator("main")).to_contain_text("Présidente du Pont")
    expect(chief.locator("main")).to_contain_text("2/3")
    check_axe(chief)
