"""Every text of a form that can be said in another language, by its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

NAMED = {
    "label": _("question"),
    "help": _("aide"),
    "unit": _("unité"),
    "low": _("bas de l’échelle"),
    "high": _("haut de l’échelle"),
}


@dataclass(frozen=True)
class Text:
    path: str
    text: str
    what: Any


def texts(definition: Mapping[str, Any]) -> Iterator[Text]:
    for section in definition.get("sections", ()):
        yield from _filled(section, section["key"], {"title": _("titre"), "text": _("texte")})
        for question in section.get("questions", ()):
            yield from _question(question)
    for party in definition.get("parties", ()):
        yield from _filled(party, party["key"], {"label": _("partie")})
    for score in definition.get("scores", ()):
        yield from _filled(score, score["key"], {"label": _("score")})
        for rank, band in enumerate(score.get("bands", ())):
            if band.get("label"):
                yield Text(f"{score['key']}.bands.{rank}", band["label"], _("palier"))


def _question(question: Mapping[str, Any]) -> Iterator[Text]:
    key = question["key"]
    yield from _filled(question, key, NAMED)
    for name, what in (("choices", _("choix")), ("rows", _("ligne"))):
        for item in question.get(name, ()):
            yield Text(f"{key}.{name}.{item['key']}", item.get("label", ""), what)
    for name, text in (question.get("messages") or {}).items():
        if text:
            yield Text(f"{key}.messages.{name}", text, _("message"))


def _filled(data: Mapping[str, Any], key: str, names: Mapping[str, Any]) -> Iterator[Text]:
    for name, what in names.items():
        if data.get(name):
            yield Text(f"{key}.{name}", data[name], what)
