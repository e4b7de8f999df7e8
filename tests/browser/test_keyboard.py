"""Without a mouse."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.helpers import sign_in
from tests.browser.server import Server


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.outerHTML")).split(">")[0]


def test_a_person_is_found_and_created_by_keyboard_only(page: Page, server: Server) -> None:
    sign_in(page, server, "pedagogique")
    page.keyboard.press("/")
    assert 'type="search"' in focused(page)
    page.keyboard.type("aissatou ndiaye")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Aïssatou Ndiaye")
    page.goto("/personnes/")
    page.keyboard.press("n")
    page.wait_for_url("**/personnes/nouveau/**")
    for _ in range(60):
        if 'name="last_name"' in focused(page):
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Au Clavier")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/personnes/\d+/$"))
    expect(page.locator("h1")).to_contain_text("Au Clavier")
