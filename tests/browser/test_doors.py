"""Coming in, and what the first pages look like to everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import check_axe, check_width, sign_in
from tests.browser.server import Server


def test_the_entrance_is_accessible(page: Page, server: Server) -> None:
    page.goto("/")
    expect(page.locator("input[name=login]")).to_be_visible()
    check_axe(page)


def test_the_entrance_fits_a_telephone(phone: Page, server: Server) -> None:
    phone.goto("/")
    expect(phone.locator("input[name=login]")).to_be_visible()
    check_width(phone)
    check_axe(phone)


@pytest.mark.parametrize("role", ["admin", "directrice", "formateur", "conseillere"])
def test_home_is_accessible_to(page: Page, server: Server, role: str) -> None:
    sign_in(page, server, role)
    expect(page.locator("h1")).to_be_visible()
    check_axe(page)
