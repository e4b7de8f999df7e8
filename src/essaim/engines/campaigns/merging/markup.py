"""A text of Markdown and merge fields, made ready once for many recipients: its HTML and its plain twin.

The Markdown is read with the fields kept aside, and their values set in afterwards, escaped: what stands on a
record is shown as it is and can bring neither a link nor a tag.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.html import escape
from django.utils.translation import gettext as _

from essaim.kit.markdown import to_html

from .language import (
    Condition,
    Else,
    End,
    MergeError,
    Names,
    Tag,
    Value,
    check_braces,
    codes_of,
    nest,
    read_tag,
    tags,
    write,
)
from .twin import to_text

_OURS = re.compile("[\ue000-\ue00f]")
MARK = re.compile("\ue000(\\d+)\ue001")
_IN_URL = re.compile(r"%EE%80%80(\d+)%EE%80%81", re.IGNORECASE)
_ALONE = re.compile("<p>\\s*(\ue000\\d+\ue001)\\s*</p>\\s*")
_HREF = re.compile(r'href="([^"]*)"')
_ELEMENT = re.compile(r"<(/?)([a-z0-9]+)[^>]*?(/?)>")
_VOID = {"br", "hr", "img"}
_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class InLink:
    """A value inside the address of a link. `first`: the address begins with it."""

    value: Value
    first: bool


@dataclass(frozen=True)
class Merged:
    subject: str
    html: str
    text: str


@dataclass
class Compiled:
    """`codes`: the fields to be read. Values come as text by code, empty ones as ""."""

    subject: list[Any]
    html: list[Any]
    text: list[Any]
    codes: set[str]

    def merge(self, values: Mapping[str, str]) -> Merged:
        subject = " ".join(write(self.subject, values, say_text).split())
        return Merged(subject, write(self.html, values, say_html), tidy(write(self.text, values, say_text)))


def compile_message(subject: str, body: str, names: Names, *, rich: bool = True) -> Compiled:
    """`rich`: the body is Markdown; otherwise (SMS) it is sent as typed. Raises MergeError."""
    heading = plain_tree(subject, names)
    if not rich:
        text = plain_tree(body, names)
        return Compiled(heading, [], text, codes_of(heading) | codes_of(text))
    marked, found = _marked(body, names)
    html = _rich_tree(marked, found)
    text = _tree(to_text(marked), found)
    return Compiled(heading, html, text, codes_of(heading) | codes_of(text))


def plain_tree(text: str, names: Names) -> list[Any]:
    check_braces(text)
    parts, place = [], 0
    for match in tags(text):
        parts += [text[place : match.start()], read_tag(match[1], names)]
        place = match.end()
    return nest([*parts, text[place:]])


def _marked(body: str, names: Names) -> tuple[str, list[Tag]]:
    """The body with each field replaced by a mark, and what the marks stand for.

    A condition alone on its line becomes a paragraph of its own, so that it surrounds whole paragraphs.
    """
    body = _OURS.sub("", body).replace("\r\n", "\n")
    check_braces(body)
    found: list[Tag] = []
    parts, place = [], 0
    for match in tags(body):
        tag = read_tag(match[1], names)
        mark = f"\ue000{len(found)}\ue001"
        line_start = body.rfind("\n", 0, match.start()) + 1
        line_end = body.find("\n", match.end())
        line = body[line_start : line_end if line_end >= 0 else len(body)]
        alone = line.strip() == match[0].strip() and not isinstance(tag, Value)
        found.append(tag)
        parts += [body[place : match.start()], f"\n\n{mark}\n\n" if alone else mark]
        place = match.end()
    return "".join((*parts, body[place:])), found


def _tree(text: str, found: list[Tag]) -> list[Any]:
    parts, place = [], 0
    for match in MARK.finditer(text):
        parts += [text[place : match.start()], found[int(match[1])]]
        place = match.end()
    return nest([*parts, text[place:]])


def _rich_tree(marked: str, found: list[Tag]) -> list[Any]:
    """Links first: what a field gives inside an address is written another way than in a sentence."""
    found = list(found)

    def link(match: re.Match[str]) -> str:
        def inside(mark: re.Match[str]) -> str:
            tag = found[int(mark[1])]
            if not isinstance(tag, Value):
                raise MergeError(_("Une condition ne peut pas se trouver dans l’adresse d’un lien."))
            found.append(InLink(tag, mark.start() == 0))  # type: ignore[arg-type]
            return f"\ue000{len(found) - 1}\ue001"

        return f'href="{_IN_URL.sub(inside, match[1])}"'

    html = _ALONE.sub(r"\1", _HREF.sub(link, str(to_html(marked))))
    nodes = _tree(html, found)
    _check_balanced(html, found)
    return nodes


def _check_balanced(html: str, found: list[Tag]) -> None:
    """Between a condition and its end, no paragraph is closed that was open before, and none stays open."""
    depth = 0
    opened: list[int] = []
    for match in re.finditer(f"{MARK.pattern}|{_ELEMENT.pattern}", html):
        if match[1] is None:
            if match[3] not in _VOID and not match[4]:
                depth += -1 if match[2] else 1
            if opened and depth < opened[-1]:
                raise _astride()
            continue
        tag = found[int(match[1])]
        if isinstance(tag, Condition):
            opened.append(depth)
        elif isinstance(tag, (Else, End)) and opened:
            if opened[-1] != depth:
                raise _astride()
            if isinstance(tag, End):
                opened.pop()


def _astride() -> MergeError:
    return MergeError(
        _(
            "Une condition commence dans un paragraphe et finit dans un autre : mettez {{ si }} et {{ fin }} dans la "
            "même phrase, ou seuls sur leur ligne."
        )
    )


def say_text(node: Any, values: Mapping[str, str]) -> str:
    return values.get(node.code, "").strip() or node.default


def say_html(node: Any, values: Mapping[str, str]) -> str:
    if isinstance(node, InLink):
        return _say_link(node, values)
    return escape(say_text(node, values)).replace("\n", "<br>")


def _say_link(node: InLink, values: Mapping[str, str]) -> str:
    said = say_text(node.value, values)
    if not node.first:
        return quote(said, safe="")
    if not said.lower().startswith(_SCHEMES):
        return "#"
    return escape(quote(said, safe=":/?&=#%@+,;~!*'()[]"))


def tidy(text: str) -> str:
    """At most one blank line in a row, none at the ends: a condition that does not hold leaves no hole."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()
