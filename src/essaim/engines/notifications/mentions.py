"""Naming a colleague in a text: @awa.diop

The name typed is read among those the writer may name; it stays in the text as it was typed. Two people
of the same name are told apart by their number: @awa.diop.12
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

from essaim.engines.accounts.api import User
from essaim.kit.text import fold

from .queries import colleagues
from .sending import notify

HANDLE = re.compile(r"(?:^|(?<=[\s(\[«\"'’,;:\u00a0\u202f]))@([^\W\d_][\w\-]*(?:\.[\w\-]+)*)")
WORDS = re.compile(r"[^\w]+")


def handle(user: Any) -> str:
    """How a user is named when nobody else bears the name."""
    names = [WORDS.sub("-", fold(name)).strip("-") for name in (user.first_name, user.last_name)]
    return ".".join(filter(None, names)) or WORDS.sub(".", fold(user.email.split("@")[0]))


def handles(users: Iterable[User]) -> dict[str, User]:
    """{handle: user}, with the number where two share a name. The numbered form always works."""
    found: dict[str, User] = {}
    doubled: set[str] = set()
    for user in users:
        name = handle(user)
        found[f"{name}.{user.pk}"] = user
        if name in found:
            doubled.add(name)
        found.setdefault(name, user)
    return {name: user for name, user in found.items() if name not in doubled}


def mentioned(writer: Any, text: str) -> list[User]:
    """The users a text names, among those `writer` may name."""
    wanted = {fold(name).rstrip(".-") for name in HANDLE.findall(text or "")}
    if not wanted:
        return []
    known = handles(colleagues(writer))
    return list({known[name].pk: known[name] for name in sorted(wanted) if name in known}.values())


def notify_mentions(
    kind: str, *, actor: Any, text: str, before: str = "", subject: str = "", object_id: int | None = None
) -> list[User]:
    """Tells those whom `text` names and `before` did not; never whoever may not open the subject."""
    if actor is None or "@" not in (text or ""):
        return []
    known = {user.pk for user in mentioned(actor, before)} if before else set()
    named = [user for user in mentioned(actor, text) if user.pk not in known]
    if named:
        notify(kind, named, subject=subject, object_id=object_id, actor=actor)
    return named


def marked(text: str) -> SafeString:
    """`text` escaped, its @names set off."""
    parts, end = [], 0
    for found in HANDLE.finditer(text):
        parts += [escape(text[end : found.start()]), f'<span class="es-mention">@{escape(found[1])}</span>']
        end = found.end()
    return SafeString("".join((*parts, escape(text[end:]))))
