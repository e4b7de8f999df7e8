"""What the instant filter looks into, from the columns of a person or organisation."""

from __future__ import annotations

from collections.abc import Iterable

from essaim.kit.text import fold

_TRUNKS = {"+33": "0", "+221": "", "+32": "0", "+41": "0", "+352": "", "+1": ""}


def filter_text(*, texts: Iterable[str], phones: Iterable[str]) -> str:
    """Folded words, then each phone as people dial it at home and as it is stored, digits only."""
    parts = [fold(text) for text in texts if text]
    for phone in phones:
        if phone:
            parts += phone_digits(phone)
    return " ".join(dict.fromkeys(part for part in parts if part))


def phone_digits(phone: str) -> list[str]:
    """["0243000000", "33243000000"] for "+33243000000"."""
    for prefix, trunk in _TRUNKS.items():
        if phone.startswith(prefix):
            return [trunk + phone[len(prefix) :], phone[1:]]
    return ["".join(char for char in phone if char.isdigit())]
