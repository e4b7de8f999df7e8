"""What other engines and modules may use of notifications."""

from __future__ import annotations

from .declarations import (
    DigestBlock,
    Found,
    Line,
    Notice,
    NotificationKind,
    Rhythm,
    Subject,
    digest_blocks,
    kinds,
    subjects,
)
from .mentions import handle, marked, mentioned, notify_mentions
from .queries import colleagues
from .sending import forget_about, notify
from .shell import Bell, bell_of

__all__ = [
    "Bell",
    "DigestBlock",
    "Found",
    "Line",
    "Notice",
    "NotificationKind",
    "Rhythm",
    "Subject",
    "bell_of",
    "colleagues",
    "digest_blocks",
    "forget_about",
    "handle",
    "kinds",
    "marked",
    "mentioned",
    "notify",
    "notify_mentions",
    "subjects",
]
