"""Bringing a file in: two bad rows, corrected on the way."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.helpers import check_axe, settle, sign_in
from tests.browser.server import Server

ROWS = """Raison sociale;SIRET;Code postal;Ville;Courriel
Atelier du Pont Neuf;73282932000074;44000;Nantes;contact@pont-neuf.example
Chantier de la Gare;12345678901234;49000;Angers;gare@chantier.example
Relais des Halles;;72000;Le Mans;pas-une-adresse
Coopérative du Port;;85000;La Roche-sur-Yon;port@coop.example
"""


def correct(page: Page, heading: str, value: str) -> None:
    page.get_by_role("button", name="Corriger").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    check_axe(page)
    dialog.get_by_label(heading).fill(value)
    dialog.get_by_role("button", name="Essayer cette ligne").click()
    expect(dialog).not_to_be_visible()
    settle(page)


def test_two_bad_rows_are_corrected_and_the_import_is_undone(
    page: Page, server: Server, tmp_path: Path
) -> None:
    path = tmp_path / "structures.csv"
    path.write_bytes(ROWS.encode("cp1252"))
    sign_in(page, server, "admin")
    page.goto("/fichiers/importer/organismes/")
    check_axe(page)
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Lire le fichier").click()
    expect(page.get_by_role("table")).to_contain_text("Raison sociale", timeout=30_000)
    check_axe(page)
    page.locator("main form button.btn-primary").last.click()
    page.get_by_role("button", name="Faire un essai").click()
    expect(page.get_by_role("navigation", name="Lignes par sort")).to_be_visible(timeout=30_000)
    check_axe(page)
    page.get_by_role("link", name="erreur").click()
    correct(page, "SIRET", "")
    page.reload()
    correct(page, "Courriel", "halles@relais.example")
    page.get_by_role("button", name="Importer pour de bon").click()
    expect(page.locator("main")).to_contain_text("Fiches créées", timeout=30_000)
    check_axe(page)
    page.get_by_role("button", name="Annuler").first.click()
    page.get_by_role("alertdialog").get_by_role("button").last.click()
    expect(page.locator("main")).to_contain_text("Import annulé", timeout=30_000)
