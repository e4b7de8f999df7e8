"""The chain: what each hash covers, and how it is verified.

`seal` = SHA-256 of the salt and of what may be personal; `hash` = SHA-256 of the previous hash, the
seal and the rest. Erasing removes the personal values and the salt, and keeps the seal: the chain
still verifies, and nobody can guess the values back by trying.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from .models import Entry

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode
_SUSPECT = ("e+", "NaN", "Infinity", "\\u0000")


def seal_of(entry: Entry) -> str:
    """The seal of what the entry says now, under its salt."""
    texts = (entry.object_label, entry.note, entry.address, entry.session)
    return seal(entry.salt, _encode(entry.fields), texts)


def seal(salt: str, fields: str, texts: tuple[str, ...]) -> str:
    """`fields`: the canonical JSON; `texts`: object's label, note, address, session."""
    return sha256(f"{salt}\n{fields}\n{_encode(texts)}".encode()).hexdigest()


def hash_of(entry: Entry) -> str:
    facts = (
        entry.actor_id, entry.acting_for_id, entry.channel, entry.origin, entry.kind, entry.model, entry.object_id,
    )  # fmt: skip
    return link(entry.previous, entry.sequence, moment(entry.at), entry.seal, facts)


def link(previous: str, sequence: int, at: str, seal: str, facts: tuple[Any, ...]) -> str:
    """`facts`: actor's id, id of the user seen, channel, origin, kind, model, object's id."""
    return sha256(f"{previous}\n{sequence}\n{at}\n{seal}\n{_encode(facts)}".encode()).hexdigest()


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def canonical_json(fields: dict[str, Any]) -> str:
    """The fields as JSON that both databases give back unchanged, keys sorted."""
    text = _encode(fields)
    return _encode(canonical(fields)) if any(mark in text for mark in _SUSPECT) else text


def canonical(value: Any) -> Any:
    """`value` as both databases give it back from a JSON column, so that it hashes the same once read.

    PostgreSQL would write 1e300 out as an integer, and takes neither NaN nor NUL characters.
    """
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd") if "\x00" in value else value
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if abs(value) < 1e15 else str(value)
    if isinstance(value, dict):
        return {canonical(str(name)): canonical(item) for name, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [canonical(item) for item in value]
    return str(value)
