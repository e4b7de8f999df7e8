"""The bell: what it opens, and what is read once followed."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.helpers import check_axe, sign_in
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
