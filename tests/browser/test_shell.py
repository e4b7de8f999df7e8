"""The frame around every page: by keyboard, on a telephone, in the dark, on a broken network."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.helpers import check_axe, check_width, settle, sign_in
from tests.browser.server import Server

FIRST_VISIT = 150_000


def test_the_palette_leads_to_a_page_by_keyboard_alone(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Aller à…")
    expect(palette).to_be_visible()
    check_axe(page)
    page.keyboard.type("person")
    expect(palette.get_by_role("option").first).to_contain_text("Personnes")
    page.keyboard.press("Enter")
    page.wait_for_url("**/personnes/")
    expect(page.get_by_role("link", name="Personnes", exact=True).first).to_have_attribute(
        "aria-current", "page"
    )


def test_letters_lead_too_and_the_help_lists_them(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Raccourcis clavier")).to_contain_text("Aller à : Accueil")
    page.keyboard.press("Escape")
    page.goto("/personnes/")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url(f"{server.url}/")


def test_a_letter_typed_in_a_field_stays_in_it(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    page.goto("/personnes/")
    field = page.locator("main input[type=search], main input[type=text]").first
    field.click()
    page.keyboard.type("gh?n")
    expect(field).to_have_value("gh?n")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_the_first_tab_skips_to_the_content(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    page.goto("/personnes/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"


def test_the_chosen_theme_and_menu_stay_without_a_flash(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    page.locator("[popovertarget=es-user]").click()
    page.get_by_role("button", name="Sombre").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Réduire le menu").click()
    html = page.request.get("/").text()
    assert 'data-theme="dark"' in html
    assert 'data-nav="folded"' in html
    page.reload()
    check_axe(page)


def test_a_telephone_opens_the_menu_over_the_page(phone: Page, server: Server) -> None:
    sign_in(phone, server, "admin")
    menu = phone.get_by_role("navigation", name="Menu principal")
    expect(menu).to_be_hidden()
    phone.get_by_role("button", name="Ouvrir le menu").click()
    expect(menu).to_be_visible()
    check_axe(phone)
    menu.get_by_role("link", name="Personnes").click()
    phone.wait_for_url("**/personnes/")
    check_width(phone)


def test_the_narrowest_and_the_widest_windows_hold(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    for width in (320, 640, 2560):
        page = new_context(width=width, color_scheme="dark").new_page()
        sign_in(page, server, "admin")
        for address in ("/", "/personnes/"):
            page.goto(address)
            check_width(page)
            check_axe(page)


def test_a_broken_network_is_said_and_loses_nothing(page: Page, server: Server) -> None:
    page.context.watch.expect("ERR_INTERNET_DISCONNECTED|htmx:")  # type: ignore[attr-defined]
    sign_in(page, server, "admin")
    page.goto("/personnes/")
    address = page.url
    page.context.set_offline(True)
    page.evaluate("htmx.ajax('GET', '/personnes/', 'main').catch(() => null)")
    settle(page)
    expect(page.locator("#es-toasts")).to_contain_text("La connexion ne répond pas")
    expect(page.locator("main h1")).to_be_visible()
    assert page.url == address
    page.context.set_offline(False)


def test_a_first_visit_to_a_list_is_light(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    weights: list[float] = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto("/personnes/")
    page.wait_for_load_state("networkidle")
    assert 0 < sum(weights) < FIRST_VISIT, f"{sum(weights) / 1000:.0f} kB"


def test_a_list_prints_without_the_frame(page: Page, server: Server) -> None:
    sign_in(page, server, "admin")
    page.goto("/personnes/")
    page.emulate_media(media="print")
    for frame in (".es-side", ".es-top", ".es-toolbar"):
        for element in page.locator(frame).all():
            expect(element).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()
