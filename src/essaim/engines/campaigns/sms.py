"""How long a text message is, as operators count and bill it."""

from __future__ import annotations

from dataclasses import dataclass

# GSM 03.38: the signs of one septet, and those that take two.
BASIC = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
DOUBLE = set("^{}\\[~]|€\f")


@dataclass(frozen=True)
class Length:
    """`parts`: how many SMS; `left`: signs left in the last; `odd`: signs that make every SMS shorter."""

    count: int
    parts: int
    left: int
    odd: str = ""


def segments(text: str) -> Length:
    odd = "".join(dict.fromkeys(sign for sign in text if sign not in BASIC and sign not in DOUBLE))
    if odd:
        count, one, several = len(text.encode("utf-16-le")) // 2, 70, 67
    else:
        count, one, several = sum(2 if sign in DOUBLE else 1 for sign in text), 160, 153
    size = one if count <= one else several
    parts = max(1, -(-count // size))
    return Length(count, parts, parts * size - count, odd)
