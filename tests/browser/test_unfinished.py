"""A session that ends in the middle of a form: nothing typed is lost, and the sign-in page says why it is there."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.helpers import check_axe, check_width, sign_in
from tests.browser.server import Server

RESUME = "Reprendre ce que vous aviez tapé"


def end_session(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")


def sign_in_again(page: Page, server: Server, role: str) -> None:
    page.get_by_label("Adresse électronique").fill(server.logins[role])
    page.locator("input[name=password]").fill(server.password)
    page.locator("input[name=password]").press("Enter")


def choose_organisation(page: Page) -> str:
    box = page.locator("#id_main_organisation")
    box.click()
    page.locator("div[role=option]:visible").first.click()
    return box.input_value()


def test_what_was_typed_comes_back_after_signing_in_again(page: Page, server: Server) -> None:
    sign_in(page, server, "conseillere")
    page.goto("/personnes/nouveau/")
    page.get_by_label("Nom", exact=True).fill("Interrompue")
    page.get_by_label("Prénom").fill("Ndèye")
    organisation = choose_organisation(page)
    page.get_by_label("Notes").fill("Elle cherche un stage.")
    page.wait_for_timeout(500)
    end_session(page)
    page.get_by_role("button", name="Enregistrer", exact=True).click()

    expect(page.get_by_text("l’envoi n’a pas été enregistré")).to_be_visible()
    check_axe(page)
    sign_in_again(page, server, "conseillere")
    page.wait_for_url("**/personnes/nouveau/")
    expect(page.get_by_label("Nom", exact=True)).to_have_value("")
    expect(page.get_by_role("button", name=RESUME)).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name=RESUME).click()
    expect(page.get_by_label("Nom", exact=True)).to_have_value("Interrompue")
    expect(page.locator("#id_main_organisation")).to_have_value(organisation)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.wait_for_url(re.compile(r"/personnes/\d+/$"))
    expect(page.locator("main")).to_contain_text(organisation)

    page.goto("/personnes/nouveau/")
    expect(page.get_by_role("button", name=RESUME)).to_have_count(0)


def test_another_person_at_the_same_screen_sees_nothing_of_it(page: Page, server: Server) -> None:
    sign_in(page, server, "conseillere")
    page.goto("/personnes/nouveau/")
    page.get_by_label("Nom", exact=True).fill("Confidentielle")
    page.wait_for_timeout(500)
    end_session(page)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    sign_in_again(page, server, "animatrice")
    page.wait_for_url("**/personnes/nouveau/")
    expect(page.get_by_role("button", name=RESUME)).to_have_count(0)
    assert "Confidentielle" not in str(page.evaluate("JSON.stringify(sessionStorage)"))


def test_a_form_with_faults_then_a_lost_session_still_comes_back_whole(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    page = new_context(width=390).new_page()
    page.context.watch.expect("422")  # type: ignore[attr-defined]
    sign_in(page, server, "conseillere")
    page.goto("/personnes/nouveau/")
    page.get_by_label("Nom", exact=True).fill("Deux Fois")
    page.get_by_label("Adresse électronique").fill("pas une adresse")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator("[data-form-errors]")).to_be_visible()
    page.get_by_label("Adresse électronique").fill("deux@fois.example")
    page.wait_for_timeout(500)
    end_session(page)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    sign_in_again(page, server, "conseillere")
    page.get_by_role("button", name=RESUME).click()
    check_width(page)
    expect(page.get_by_label("Nom", exact=True)).to_have_value("Deux Fois")
    expect(page.get_by_label("Adresse électronique")).to_have_value("deux@fois.example")


def test_a_part_of_a_page_says_that_the_session_is_over_and_stays(page: Page, server: Server) -> None:
    page.context.watch.expect("401")  # type: ignore[attr-defined]
    sign_in(page, server, "conseillere")
    page.goto("/personnes/")
    page.locator("#list tbody tr td.es-main a").first.click()
    field = page.get_by_label("Noter un échange ou une tâche en une ligne")
    field.fill("tel 10 min elle cherche un stage")
    expect(page.locator("#suivi-compris")).to_contain_text("un échange")
    end_session(page)
    page.get_by_role("button", name="Noter").click()
    expect(page.locator("#es-toasts")).to_contain_text("Votre session est terminée")
    expect(field).to_have_value("tel 10 min elle cherche un stage")
