"""Robots kept out of public forms without an outside service, and without a cookie of its own.

A page carries a signed stamp: its sending is used once and tells how long the page was open. A field nobody
sees, a sending quicker than a hand, or too many from one address ask one written question more; what was
typed is never lost.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.core import signing
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from essaim.kit.text import fold
from essaim.kit.writing import current_origin

SALT = "forms.stamp"
TRAP = "site_web"
OPEN_AT_MOST = 48 * 3600
QUICKEST = 2
CALM, FLOOD, WINDOW = 40, 400, 600
NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


@dataclass(frozen=True)
class Puzzle:
    """`sealed` holds the answer, unreadable; it comes back with the sending."""

    text: str
    sealed: str


def new_stamp(form_pk: int) -> str:
    return signing.dumps([form_pk, secrets.token_urlsafe(12)], salt=SALT)


def read_stamp(form_pk: int, stamp: str) -> str:
    """The stamp's own number, kept to answer a second sending of the same page; "" for a bad or old one."""
    try:
        pk, number = signing.loads(stamp, salt=SALT, max_age=OPEN_AT_MOST)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(number)[:40] if pk == form_pk else ""


def too_quick(stamp: str) -> bool:
    try:
        signing.loads(stamp, salt=SALT, max_age=QUICKEST)
    except signing.SignatureExpired:
        return False
    except signing.BadSignature:
        return True
    return True


def count_sending(form_pk: int) -> int:
    """How many sendings this address made lately. The address is kept as a code, ten minutes."""
    address = current_origin.get().address or "?"
    code = salted_hmac(SALT, f"{form_pk}:{address}").hexdigest()[:32]
    key = f"forms.sent.{code}"
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key)
    except ValueError:
        return 1


def new_puzzle() -> Puzzle:
    first, second = secrets.randbelow(6) + 1, secrets.randbelow(4) + 1
    sealed = signing.dumps(
        [salted_hmac(SALT, str(first + second)).hexdigest(), secrets.token_hex(4)], salt=SALT + ".puzzle"
    )
    words = {"first": _(NUMBERS[first]), "second": _(NUMBERS[second])}
    return Puzzle(_("Combien font %(first)s plus %(second)s ?") % words, sealed)


def solved(sealed: str, answer: str) -> bool:
    try:
        wanted, _salt = signing.loads(sealed, salt=SALT + ".puzzle", max_age=3600)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    given = fold(answer)
    number = str(NUMBERS.index(given)) if given in NUMBERS else given
    return salted_hmac(SALT, number).hexdigest() == wanted
