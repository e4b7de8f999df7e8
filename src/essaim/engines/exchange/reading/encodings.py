"""Which encoding a text file is in. UTF-8 when it decodes as such, else the likeliest of old ones."""

from __future__ import annotations

import codecs
from pathlib import Path

BLOCK = 1024 * 1024
CANDIDATES = ("cp1252", "iso8859-15", "mac-roman")
LIKELY = "éèêëàâçùûüôöîïœæÉÈÊËÀÂÇÙÛÔÎÏŒÆ€°«»’‘“”…–—ñáíóúäß²·•  "
UNLIKELY = "ŽžŠšˆ˜¤¦¨´¸¼½¾ÿŸ∂∑∏π∫Ω√≈∆◊ﬁﬂ˝˛ˇ˘˙˚†‡‰¥¢£ƒ±¬≠∞≤≥"

LABELS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
    "iso8859-15": "Latin-9",
    "mac-roman": "Mac Roman",
}


def label_of(encoding: str) -> str:
    return LABELS.get(encoding, encoding)


def encoding_of(path: Path) -> str:
    """The codec's name. The file is read whole once, by blocks, in constant memory."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in head:
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    histogram = _histogram(path)
    if histogram is None:
        return "utf-8"
    return _likeliest(histogram) or _guessed(path)


def _histogram(path: Path) -> list[int] | None:
    """How often each byte above 127 stands in the file, or None when the file is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    counts = [0] * 256
    is_utf8 = True
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if is_utf8:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    is_utf8 = False
            for byte in block.translate(None, bytes(range(128))):
                counts[byte] += 1
    if is_utf8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            is_utf8 = False
    return None if is_utf8 else counts


def _likeliest(histogram: list[int]) -> str:
    scores = {name: _score(name, histogram) for name in CANDIDATES}
    best = max(CANDIDATES, key=lambda name: scores[name])
    return best if scores[best] > 0 else ""


def _score(encoding: str, histogram: list[int]) -> int:
    total = 0
    for byte in range(128, 256):
        if not histogram[byte]:
            continue
        char = bytes([byte]).decode(encoding, "replace")
        if char in LIKELY:
            total += 2 * histogram[byte]
        elif char in UNLIKELY or char == "\ufffd" or not char.isprintable():
            total -= 3 * histogram[byte]
    return total


def _guessed(path: Path) -> str:
    """Neither French nor Unicode: ask the library, on the first block."""
    from charset_normalizer import from_bytes

    with path.open("rb") as file:
        found = from_bytes(file.read(256 * 1024)).best()
    return found.encoding if found is not None else "cp1252"
