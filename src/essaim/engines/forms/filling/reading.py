"""What a page or the API sends, as raw values by question. Nothing is judged here.

From a page, a matrix comes as "question--row", an address as "question--street"…, a signature as
"question--name" and "question--strokes", a comment as "question--comment".
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from essaim.engines.forms.definition.conditions import comment_key
from essaim.engines.forms.definition.parts import Definition, Question

ADDRESS = ("street", "postcode", "city", "country")
LONGEST = 20_000


def from_page(definition: Definition, data: Any, party: str) -> dict[str, Any]:
    """`data`: a QueryDict. Files are no part of it: those already sent come as "question--kept"."""
    values: dict[str, Any] = {}
    for question in definition.questions():
        if question.asked_of(party):
            value = _read(question, data)
            if value not in (None, "", [], {}):
                values[question.key] = value
        if question.commented_by(party):
            text = _text(data, f"{question.key}--comment")
            if text:
                values[comment_key(question.key)] = text
    return values


def _text(data: Any, name: str) -> str:
    return str(data.get(name, "")).replace("\x00", "").replace("\r\n", "\n").strip()[: LONGEST + 1]


def _read(question: Question, data: Any) -> Any:
    key = question.key
    if question.type == "note":
        return None
    if question.type == "choices":
        return [str(item)[:40] for item in data.getlist(key)[:100]]
    if question.type == "matrix":
        found = {row.key: _text(data, f"{key}--{row.key}")[:40] for row in question.rows}
        return {row: value for row, value in found.items() if value}
    if question.type == "address":
        parts = {part: _text(data, f"{key}--{part}")[:200] for part in ADDRESS}
        return {part: value for part, value in parts.items() if value}
    if question.type == "signature":
        return signature_of(data, key)
    if question.type == "file":
        return [str(item)[:40] for item in data.getlist(f"{key}--kept")[:20]]
    if question.type in ("person", "organisation"):
        pk, text = _text(data, key), _text(data, f"{key}--text")[:200]
        return (
            {"id": int(pk), "text": text}
            if pk.isdecimal() and len(pk) < 18
            else ({"text": text} if text else None)
        )
    return _text(data, key)


def signature_of(data: Any, key: str) -> dict[str, Any] | None:
    name, strokes = _text(data, f"{key}--name")[:160], _text(data, f"{key}--strokes")
    found: dict[str, Any] = {"name": name} if name else {}
    if strokes:
        try:
            found["strokes"] = json.loads(strokes)
        except ValueError:
            found["strokes"] = "?"
    return found or None


def from_api(definition: Definition, sent: Any, party: str) -> tuple[dict[str, Any], Collection[str]]:
    """The values of this voice's questions, and the names that are none of its business."""
    if not isinstance(sent, dict):
        return {}, ["values"]
    own: set[str] = set()
    for question in definition.questions():
        if question.asked_of(party) and question.type != "note":
            own.add(question.key)
        if question.commented_by(party):
            own.add(comment_key(question.key))
    return {name: value for name, value in sent.items() if name in own}, sorted(set(sent) - own)
