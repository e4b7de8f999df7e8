"""What a token looks like: `essaim_<prefix>_<secret>`. The secret has 256 bits, so a plain hash keeps it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

WORD = "essaim"
_SHAPE = re.compile(rf"{WORD}_([0-9a-f]{{10}})_([A-Za-z0-9_-]{{43}})")


def draw() -> tuple[str, str, str]:
    """(whole token, prefix, digest)."""
    prefix, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    return f"{WORD}_{prefix}_{secret}", prefix, digest(secret)


def split(token: str) -> tuple[str, str] | None:
    """(prefix, secret), or None for what is no token."""
    found = _SHAPE.fullmatch(token.strip())
    return (found[1], found[2]) if found else None


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def same(secret: str, kept: str) -> bool:
    return hmac.compare_digest(digest(secret), kept)
