"""Depositing several files at once, a cut connection, words found inside, a phone, the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.helpers import check_axe, check_width, settle, sign_in
from tests.browser.server import Server


def test_files_are_deposited_together_through_a_cut_connection(
    page: Page, server: Server, tmp_path: Path
) -> None:
    sign_in(page, server, "pedagogique")
    (tmp_path / "fiche_soudure.txt").write_text("Un mot rare : quetzalcoatl. " * 100_000)
    (tmp_path / "photo.jpg").write_bytes(b"MZ un programme en disguise")
    cuts: list[str] = []

    def cut_once(route: Route) -> None:
        if not cuts and "debut=2097152" in route.request.url:
            cuts.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.context.watch.expect("ERR_FAILED")  # type: ignore[attr-defined]
    page.route("**/bibliotheque/envois/**", cut_once)
    page.goto("/bibliotheque/deposer/")
    page.locator("input[type=file]").set_input_files([tmp_path / "fiche_soudure.txt", tmp_path / "photo.jpg"])
    title = page.get_by_label("Titre : fiche_soudure.txt")
    expect(title).to_have_value("fiche soudure")
    assert cuts, "the connection was cut on the way"
    expect(page.locator(".es-uploads")).to_contain_text("programme")
    check_axe(page)
    title.fill("Fiche de soudure")
    page.get_by_role("button", name="Retirer photo.jpg").click()
    page.get_by_role("button", name="Publier").click()
    expect(page.locator("h1")).to_contain_text("Fiche de soudure")
    expect(page.locator(".es-reading")).to_contain_text("quetzalcoatl")
    check_axe(page)


def test_words_inside_files_are_found_while_typing(page: Page, server: Server) -> None:
    sign_in(page, server, "animatrice")
    page.goto("/bibliotheque/")
    page.locator("#library-q").press_sequentially("minibus", delay=20)
    expect(page.locator(".es-docs__excerpt mark")).to_contain_text("minibus")
    star = page.get_by_role("button", name="Favori : Compte rendu du comité")
    star.press("Enter")
    settle(page)
    expect(page.get_by_role("button", name="Favori : Compte rendu du comité")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.goto("/recherche/?q=minibus")
    expect(page.locator("mark").first).to_contain_text("inibus")


def test_an_audience_is_chosen_by_keyboard_and_told(page: Page, server: Server) -> None:
    sign_in(page, server, "animatrice")
    page.goto("/bibliotheque/?q=charte")
    page.locator(".es-docs__title a").first.click()
    page.get_by_role("link", name="Qui voit ce fichier ?").first.press("Enter")
    expect(page.locator("h1")).to_contain_text("Qui voit ce fichier")
    expect(page.locator("main")).to_contain_text("Nolwenn Guérin")
    check_axe(page)
    page.get_by_role("link", name="Modifier").first.press("Enter")
    page.get_by_label("Toutes les personnes qui ont accès").press("Space")
    page.get_by_role("button", name="Enregistrer").press("Enter")
    expect(page.locator("main")).to_contain_text("Toutes les personnes qui ont accès à la bibliothèque")


@pytest.mark.parametrize(
    "path",
    ["/bibliotheque/", "/bibliotheque/?vue=favoris", "/bibliotheque/?q=zzzz", "/bibliotheque/deposer/",
     "/bibliotheque/place/", "/documents/", "/documents/1/", "/documents/3/", "/bibliotheque/1/qui/",
     "/bibliotheque/1/audience/", "/bibliotheque/1/version/"],
)  # fmt: skip
def test_pages_have_no_fault_and_fit_a_phone(page: Page, server: Server, path: str) -> None:
    sign_in(page, server, "admin")
    page.goto(path)
    check_axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    check_width(page)
