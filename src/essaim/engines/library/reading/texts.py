"""Plain text, CSV, RTF, HTML and mails."""

from __future__ import annotations

import re
from email import policy
from email.parser import BytesParser
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from .blocks import Gathered, Unreadable

MAX_BYTES = 40 * 2**20
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)


def raw(path: str) -> bytes:
    with Path(path).open("rb") as file:
        return file.read(MAX_BYTES)


def decoded(data: bytes) -> str:
    """UTF-8, what the page says of itself, or what Windows programs write."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    said = _CHARSET.search(data[:4096])
    for name in ("utf-8-sig", said[1].decode("ascii") if said else "", "cp1252"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")


def read_text(path: str, found: Gathered) -> None:
    _paragraphs(decoded(raw(path)), found)


def _paragraphs(text: str, found: Gathered) -> None:
    for line in text.splitlines():
        found.add("p", line)
        if found.full:
            return


def read_csv(path: str, found: Gathered) -> None:
    import csv

    text = decoded(raw(path))
    sample = text[:5000]
    delimiter = max(";,\t|", key=sample.count)
    csv.field_size_limit(2**24)
    try:
        found.table(csv.reader(text.splitlines(), delimiter=delimiter))
    except csv.Error:
        _paragraphs(text, found)


def read_rtf(path: str, found: Gathered) -> None:
    from striprtf.striprtf import rtf_to_text

    data = raw(path).decode("latin-1")
    try:
        text = rtf_to_text(data, errors="ignore")
    except Exception as error:
        raise Unreadable("damaged") from error
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 2 and not cells[-1]:
            found.table([cells[:-1]])
        else:
            found.add("p", line)


class Page(HTMLParser):
    """The words of a page, in the blocks they stand in; scripts and styles are not words."""

    HIDDEN = frozenset({"script", "style", "template", "noscript", "head", "svg", "iframe", "object"})
    BLOCKS = frozenset(
        "p div section article header footer main nav ul ol table tr blockquote pre br hr dl dd dt form".split()
    )
    NAMED = {"h1": "h1", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3", "li": "li"}
    CELLS = frozenset({"td", "th"})

    def __init__(self, found: Gathered) -> None:
        super().__init__(convert_charrefs=True)
        self.found = found
        self.words: list[str] = []
        self.kind = "p"
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in self.HIDDEN:
            self.hidden.append(tag)
        elif tag in self.NAMED or tag in self.BLOCKS:
            self.flush()
            self.kind = self.NAMED.get(tag, "p")
        elif tag in self.CELLS:
            self.words.append("  ")

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        if tag in self.BLOCKS:
            self.flush()

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and tag in self.hidden:
            while self.hidden and self.hidden.pop() != tag:
                pass
        elif tag in self.NAMED or tag in self.BLOCKS:
            self.flush()
            self.kind = "p"

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)

    def flush(self) -> None:
        if self.words:
            self.found.add(self.kind, "".join(self.words))
            self.words = []


def html_words(text: str, found: Gathered) -> None:
    page = Page(found)
    page.feed(text)
    page.close()
    page.flush()


def read_html(path: str, found: Gathered) -> None:
    html_words(decoded(raw(path)), found)


def read_mail(path: str, found: Gathered) -> None:
    message = BytesParser(policy=policy.default).parsebytes(raw(path))
    if message["subject"]:
        found.add("h1", str(message["subject"]))
    for name in ("from", "to", "cc", "date"):
        if message[name]:
            found.add("p", f"{name.capitalize()} : {message[name]}")
    body = message.get_body(("plain", "html"))
    if body is not None:
        try:
            text = body.get_content()
        except (LookupError, UnicodeDecodeError):
            payload: Any = body.get_payload(decode=True)
            text = decoded(payload or b"")
        if body.get_content_subtype() == "html":
            html_words(text, found)
        else:
            _paragraphs(text, found)
    for part in message.iter_attachments():
        if part.get_filename():
            found.add("li", str(part.get_filename()))
