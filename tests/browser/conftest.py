"""Journeys in the system's Chromium, against a real server on a copy of the demo data.

Every page fails its test on a request to another host, on an error in the console, and on a script error.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.server import Server, demo_template, running
from tests.browser.watch import Watch
from tools import system

expect.set_options(timeout=30_000)
PICTURES = Path(__file__).resolve().parents[2] / "var" / "browser"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo data, to be copied."""
    shared = tmp_path_factory.getbasetemp()
    return demo_template(shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared)


@pytest.fixture(scope="session")
def server(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this worker's own, on its own copy of the demo data."""
    with running(template, tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = system.chromium()
    assert path, "Chromium was not found: install the package chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def new_context(
    browser: Browser, server: Server, request: pytest.FixtureRequest
) -> Iterator[Callable[..., BrowserContext]]:
    """Call it for a window with its own session; `width` says how wide."""
    watches: list[tuple[BrowserContext, Watch]] = []

    def build(width: int = 1280, **options: object) -> BrowserContext:
        context = browser.new_context(
            viewport={"width": width, "height": 860 if width > 600 else 844},
            has_touch=width <= 600,
            is_mobile=width <= 600,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            base_url=server.url,
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(45_000)
        watches.append((context, Watch(context, server.url)))
        return context

    yield build
    failed = getattr(request.node, "failed_in_call", False)
    for number, (context, _) in enumerate(watches):
        if failed:
            _picture(context, f"{request.node.name}-{number}")
        context.close()
    faults = [fault for _, watch in watches for fault in watch.faults]
    assert not faults, "\n".join(faults)


def _picture(context: BrowserContext, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for index, page in enumerate(context.pages):
        page.screenshot(path=PICTURES / f"{re.sub(r'[^a-z0-9-]+', '-', name)}-{index}.png", full_page=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.failed_in_call = report.failed  # type: ignore[attr-defined]
    return report


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A window 1280 pixels wide."""
    return new_context().new_page()


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    """A telephone 390 pixels wide."""
    return new_context(width=390).new_page()
