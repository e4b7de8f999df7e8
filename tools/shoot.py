"""Pictures of pages of a running server, to look at.

    .venv/bin/python -m tools.shoot --url http://127.0.0.1:8000 --as admin@essaim.example --password … \
        / /personnes/ --widths 1280,390 --dark --out var/shots

Prints the path of each picture, and what the page complained of.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tools import system


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--as", dest="email", help="e-mail of the user; nobody signs in without it")
    parser.add_argument("--password", default="essaim-demo")
    parser.add_argument("--widths", default="1280,390")
    parser.add_argument("--out", default=Path("var/shots"), type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--whole", action="store_true", help="the whole page, not only what the window shows")
    parser.add_argument("--wait", default=400, type=int, help="milliseconds before the picture")
    return parser.parse_args()


def sign_in(page: Page, options: argparse.Namespace) -> None:
    page.goto(f"{options.url}/")
    page.locator("input[name=login]").fill(options.email)
    page.locator("input[name=password]").fill(options.password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/connexion" not in url)
    page.wait_for_load_state("networkidle")


def shoot(browser: Browser, width: int, options: argparse.Namespace) -> None:
    narrow = width <= 600
    context = browser.new_context(
        viewport={"width": width, "height": 844 if narrow else 860},
        is_mobile=narrow,
        has_touch=narrow,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        color_scheme="dark" if options.dark else "light",
    )
    page = context.new_page()
    page.on("console", lambda message: print(f"  console {message.type}: {message.text}"))
    page.on("pageerror", lambda error: print(f"  script error: {error}"))
    if options.email:
        sign_in(page, options)
    for path in options.paths:
        answer = page.goto(f"{options.url}{path}")
        page.wait_for_timeout(options.wait)
        name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
        target = options.out / f"{name}-{width}{'-dark' if options.dark else ''}.png"
        page.screenshot(path=target, full_page=options.whole)
        wide = page.evaluate("document.documentElement.scrollWidth")
        print(f"{target} {answer.status if answer else '?'}{f' too wide: {wide}' if wide > width else ''}")
    context.close()


def main() -> int:
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    path = system.chromium()
    if path is None:
        print("Chromium was not found: install the package chromium", file=sys.stderr)
        return 3
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for width in options.widths.split(","):
            shoot(browser, int(width), options)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
