"""Everybody walks through every page they are shown a link to: none fails, none is refused, none is missing."""

from __future__ import annotations

import re
from collections import deque
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from essaim.config.demo.people import ACCOUNTS
from essaim.engines.accounts.api import accept_charters
from essaim.engines.accounts.charters import pending_for
from tests.support.client import StrictClient

PAGES = 90
ALIKE = 3
LEAVES = re.compile(r"/(deconnexion|quitter|telecharger|static|media)|\.(xlsx|csv|ods|pdf|ics|zip|json)$")


class Links(HTMLParser):
    """Where a page leads with a GET: links, and parts that load themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        for name in ("href", "hx-get"):
            if tag != "link" and given.get(name):
                self.found.append(str(given[name]))


def links_of(html: str, address: str) -> list[str]:
    parser = Links()
    parser.feed(html)
    whole = [urldefrag(urljoin(f"http://testserver{address}", link))[0] for link in parser.found]
    return [link.removeprefix("http://testserver") for link in whole if urlsplit(link).netloc == "testserver"]


def shape(address: str) -> str:
    """/personnes/12/?q=a and /personnes/13/?q=b are the same page for our purpose."""
    path, _, query = address.partition("?")
    names = sorted(part.split("=")[0] for part in query.split("&") if part)
    return re.sub(r"/\d+(?=/)", "/0", path) + "?" + "&".join(names)


def walk(client: StrictClient) -> tuple[int, list[str]]:
    """How many pages were seen, and what went wrong on which, with the page that leads there."""
    waiting, seen, shapes, faults = deque([("/", "")]), {"/"}, dict[str, int](), list[str]()
    count = 0
    while waiting and count < PAGES:
        address, source = waiting.popleft()
        count += 1
        try:
            response = client.get(address)
        except pytest.fail.Exception as error:
            faults.append(f"{address} (from {source}): {error}")
            continue
        if response.status_code >= 400:
            faults.append(f"{address} (from {source}): {response.status_code}")
            continue
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            continue
        found = (
            [response["Location"]]
            if response.status_code == 302
            else links_of(response.content.decode(), address)
        )
        for link in found:
            kind = shape(link)
            if link in seen or LEAVES.search(link.partition("?")[0]) or shapes.get(kind, 0) >= ALIKE:
                continue
            seen.add(link)
            shapes[kind] = shapes.get(kind, 0) + 1
            waiting.append((link, address))
    return count, faults


@pytest.mark.django_db
@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.key)
def test_every_link_leads_somewhere_for(account: Any, world: Any, client: StrictClient) -> None:
    user = world.users[account.key]
    accept_charters(
        actor=user, versions=[pending.version.pk for pending in pending_for(user)], address="127.0.0.1"
    )
    client.force_login(user)
    count, faults = walk(client)
    assert not faults, "\n".join(faults)
    assert count > 3


@pytest.mark.django_db
def test_the_world_is_peopled(world: Any) -> None:
    from django.apps import apps

    assert apps.get_model("directory.Person").objects.count() >= 300
    assert apps.get_model("directory.Organisation").objects.count() >= 120
