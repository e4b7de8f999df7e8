"""A charter's text: its fingerprint, and what changed from one version to the next."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils.safestring import SafeString

from essaim.kit.markdown import blocks, to_html

_HEADING = re.compile(r"#{1,6}\s+(.*)")


def fingerprint(title: str, body: str) -> str:
    """The SHA-256 kept with each acceptance: of the title, a line feed, and the text in UTF-8."""
    return hashlib.sha256(f"{title}\n{body}".encode()).hexdigest()


@dataclass
class Change:
    """kind: "added" | "removed" | "changed"; the side which does not exist is empty."""

    kind: str
    old: SafeString
    new: SafeString


@dataclass
class Article:
    """`new`: the heading itself was added."""

    heading: str
    new: bool = False
    changes: list[Change] = field(default_factory=list)


def changed_articles(old: str, new: str) -> list[Article]:
    """The articles (what stands under a heading) of `new` that differ from `old`, changed paragraphs only."""
    before, after = blocks(old), blocks(new)
    articles: list[Article] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            _gather(articles, before[i1:i2], after[j1:j2], _heading_over(after, j1))
    return [article for article in articles if article.changes or article.new]


def _heading_over(parts: list[str], position: int) -> str:
    for part in reversed(parts[:position]):
        if found := _HEADING.match(part):
            return found[1]
    return ""


def _gather(articles: list[Article], removed: list[str], added: list[str], heading: str) -> None:
    """A paragraph is set beside the one it replaces, a heading beside the heading it replaces."""
    if not articles or articles[-1].heading != heading:
        articles.append(Article(heading))
    left = list(removed)
    for text in added:
        title = _HEADING.match(text)
        old = left.pop(0) if left and bool(_HEADING.match(left[0])) == bool(title) else ""
        if title:
            articles.append(Article(title[1], new=not old))
        if old or not title:
            articles[-1].changes.append(Change("changed" if old else "added", to_html(old), to_html(text)))
    articles[-1].changes += [Change("removed", to_html(text), to_html("")) for text in left]
