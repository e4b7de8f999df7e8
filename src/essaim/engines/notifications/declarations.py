"""What engines and modules declare: kinds of notifications, what they may be about, blocks of digests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.kit.registry import Registry


class Rhythm(models.TextChoices):
    """When a kind comes by e-mail."""

    NOW = "now", _("tout de suite")
    DAILY = "daily", _("résumé du jour")
    WEEKLY = "weekly", _("résumé de la semaine")
    NEVER = "never", _("jamais")


class Found(NamedTuple):
    """What a notification is about, as its reader may open it."""

    title: str
    url: str


@dataclass(frozen=True)
class Subject:
    """Something notifications may be about: a record type (declared by records), an import, an export…

    `find(user, keys)` gives {key: Found} for those of `keys` that `user` may open now, in a bounded
    number of queries. It is asked before a notification is made, each time it is shown, and before a mail.
    """

    name: str
    find: Callable[[Any, set[int]], dict[int, Found]]


@dataclass(frozen=True)
class Notice:
    """What a kind's sentence is made of. `title` and `url` come from the subject, as the reader may open it.

    `actor`: who did it, "" for the product; `count`: how many times since it was last read; `data`: what
    the sender gave (never a text of a record).
    """

    title: str = ""
    url: str = ""
    actor: str = ""
    count: int = 1
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class NotificationKind:
    """A reason to tell somebody something.

    - `label`: as in the preferences, « Une tâche m’est confiée ». `group`: the heading it stands under.
    - `text(notice)`: the sentence shown and mailed, in the reader's language.
    - `subject`: name of the `Subject` it is about, or "*" when the sender says which.
    - `mail`: the rhythm until the user chooses; `mailed` False when the sender mails by itself.
    - `to_self`: also told to who did it (an import that ended).
    - `available(user)`: False hides it from the user's preferences.
    """

    code: str
    label: Any
    group: Any
    text: Callable[[Notice], str]
    subject: str = "*"
    icon: str = "bell"
    mail: str = Rhythm.DAILY.value
    mailed: bool = True
    to_self: bool = False
    order: int = 100
    available: Callable[[Any], bool] = lambda user: True


class Line(NamedTuple):
    """A line of a digest block."""

    text: str
    url: str = ""
    hint: str = ""


@dataclass(frozen=True)
class DigestBlock:
    """A part of the digest besides notifications: new documents, what is to do this week.

    `load(user, since)` gives its lines under the rights of `user`; nothing hides the block. `rhythm`: in
    which digest it comes until the user chooses. A digest is sent when at least one part has lines.
    """

    name: str
    title: Any
    load: Callable[[Any, datetime], Iterable[Line]]
    rhythm: str = Rhythm.NEVER.value
    order: int = 100
    available: Callable[[Any], bool] = lambda user: True

    @property
    def code(self) -> str:
        return f"block:{self.name}"


kinds: Registry[NotificationKind] = Registry("notifications", NotificationKind, lambda item: item.code)
subjects: Registry[Subject] = Registry("subjects of notifications", Subject, lambda item: item.name)
digest_blocks: Registry[DigestBlock] = Registry("digest blocks", DigestBlock, lambda item: item.name)


@Registry.once_declared
def _subjects_exist() -> None:
    for kind in kinds:
        if kind.subject and kind.subject != "*":
            subjects.get(kind.subject)
