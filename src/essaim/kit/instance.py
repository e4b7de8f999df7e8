"""Which instance the code runs in: the real one, or a sandbox that nothing leaves.

The sandbox engine enters and leaves (`entered`); everybody else may ask `inside()`. Files, mail and what
is kept in memory follow by themselves: see `InstanceStorage`, `MailBackend`, `cache_key`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend


@dataclass(frozen=True)
class Instance:
    """`key` names it among all; its files and mail stay under `folder`. `label`, `leave_url` and
    `reset_url` are for the bar that its pages show."""

    key: str
    folder: Path
    label: str = ""
    leave_url: str = ""
    reset_url: str = ""


_current: ContextVar[Instance | None] = ContextVar("essaim_instance", default=None)


def inside() -> Instance | None:
    """The sandbox the code runs in, or None in the real instance."""
    return _current.get()


@contextmanager
def entered(instance: Instance) -> Iterator[None]:
    token = _current.set(instance)
    try:
        yield
    finally:
        _current.reset(token)


def cache_key(key: str, key_prefix: str, version: int) -> str:
    """As Django's own, with the instance: what one remembers is never read in another."""
    found = inside()
    return f"{found.key if found else ''}:{key_prefix}:{version}:{key}"


class InstanceStorage(FileSystemStorage):
    """Uploads of a sandbox stand in its own folder."""

    @property
    def base_location(self) -> Any:  # type: ignore[override]
        found = inside()
        if found is not None:
            return found.folder / "media"
        return self._location or settings.MEDIA_ROOT  # type: ignore[attr-defined]

    @property
    def location(self) -> Any:  # type: ignore[override]
        return str(Path(self.base_location).resolve())


class MailBackend(BaseEmailBackend):
    """The real instance sends by EMAIL_OUTSIDE_BACKEND; a sandbox keeps its mail in its folder, unsent."""

    def send_messages(self, email_messages: Any) -> int:
        found = inside()
        if found is None:
            backend = get_connection(settings.EMAIL_OUTSIDE_BACKEND, fail_silently=self.fail_silently)
        else:
            backend = get_connection(
                "django.core.mail.backends.filebased.EmailBackend",
                fail_silently=self.fail_silently,
                file_path=str(found.folder / "mail"),
            )
        return backend.send_messages(email_messages) or 0
