"""What a telephone loads the first time it opens a public form: the page, its sheet, its script, its letters."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from . import client

FIRST_LOAD_BAR = 60.0
LOADED = re.compile(r'<(?:link[^>]+rel="stylesheet"[^>]+href|script[^>]+src)="([^"]+)"')
DRAWN = re.compile(r'<(?:use|img)[^>]+(?:href|src)="([^"#]+)')
LETTERS = re.compile(r"url\(\"?([^\")]+\.woff2)\"?\)")


def measure(bench: Any) -> None:
    """As they are sent, compressed where the server compresses them; 1 kB is 1,000 bytes."""
    path = published(client.Visitor(bench.url, bench.cookies))
    telephone = client.Visitor(bench.url, {})
    page = _sent(telephone, path)
    text = telephone.get(path).body.decode()
    weights = {"page": page}
    for address in dict.fromkeys([*LOADED.findall(text), *DRAWN.findall(text)]):
        weights[address.rpartition("/")[2]] = _sent(telephone, address)
        if address.endswith(".css"):
            for font in LETTERS.findall(telephone.get(address).body.decode()):
                here = f"{address.rpartition('/')[0]}/{font}"
                weights[font] = _sent(telephone, here)
    total = sum(weights.values()) / 1000
    opening = client.alone(telephone, [path], bench.options.requests)
    bench.tell(
        "public_form", {"first_load_kb": (total, FIRST_LOAD_BAR)},
        first_load_kb=round(total, 1), median_ms=opening.median, p95_ms=opening.p95,
    )  # fmt: skip


def _sent(visitor: client.Visitor, path: str) -> int:
    answer = visitor.send("GET", path, headers={"Accept-Encoding": "gzip, br"})
    if answer.status != 200:
        raise client.Refused(f"{path}: {answer.status}")
    return len(answer.body)


def published(visitor: client.Visitor) -> str:
    """The public address of an application form made from the library, by its own pages."""
    visitor.get("/f/modeles/")
    used = visitor.post("/f/modeles/utiliser/", {"name": "forms.application"})
    base = used.headers["location"].removesuffix("questions/")
    visitor.post(f"{base}publier/", {})
    found = re.search(r'id="link" value="([^"]+)"', visitor.get(f"{base}diffusion/").body.decode())
    if found is None:
        raise client.Refused("the form has no public address")
    return urlsplit(found[1]).path
