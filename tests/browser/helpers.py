"""Gestures the journeys share."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.server import Server

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def sign_in(page: Page, server: Server, role: str) -> None:
    """Signs in as the demo's user of that role, by the form, and leaves the page on the home page."""
    sign_in_as(page, server.logins[role], server.password)


def sign_in_as(page: Page, email: str, password: str) -> None:
    submit_sign_in(page, email, password)
    expect(page.locator("input[name=password]")).to_have_count(0)


def submit_sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/connexion" not in url)


def open_menu(page: Page, item: str) -> None:
    """Clicks an entry of the page header's menu."""
    page.get_by_role("button", name="Autres actions").first.click()
    page.get_by_role("menuitem", name=item).or_(page.get_by_role("link", name=item)).first.click()


def check_axe(page: Page, *, without: tuple[str, ...] = ()) -> None:
    """No accessibility fault on the page as it stands; `without` names rules, and the journey says why."""
    page.evaluate(AXE.read_text())
    options = {"runOnly": STANDARDS, "rules": {rule: {"enabled": False} for rule in without}}
    result = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    faults = [
        f"{fault['id']} ({fault['impact']}): {fault['help']}\n      "
        + "\n      ".join(node["html"][:200] for node in fault["nodes"][:4])
        for fault in result["violations"]
    ]
    assert not faults, f"{page.url}\n  " + "\n  ".join(faults)


def check_width(page: Page) -> None:
    """Nothing sticks out sideways: a person scrolls down, never right."""
    widths = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert widths[0] <= widths[1], f"{page.url} is {widths[0]} pixels wide in a window of {widths[1]}"


def settle(page: Page) -> None:
    """Waits until htmx has finished what it was doing."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
