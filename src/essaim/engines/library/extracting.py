"""Reading the words of a file, in a process of its own, and keeping what was read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.records.api import record_types
from essaim.engines.search.api import reindex

from . import storing
from .choices import Reading
from .models import Content, Document, Version

MOST_SECONDS = 3600
MOST_TRIES = 3
LATE = timedelta(minutes=70)
MODULE = "essaim.engines.library.reading.child"


def read_now(version_id: int, trusted: bool = False) -> None:
    """Reads a version's file unless that was done; a version gone meanwhile is nobody's concern.

    `trusted`: files we made ourselves (demonstration) need no process of their own.
    """
    content = Content.objects.select_related("version__document").filter(pk=version_id).first()
    if content is None or content.read_at is not None:
        return
    Content.objects.filter(pk=version_id).update(begun_at=timezone.now(), tries=F("tries") + 1)
    if not _known(content):
        with tempfile.TemporaryDirectory(prefix="essaim-read-") as folder:
            with storing.local_path(content.version.file) as path:
                reader = read_here if trusted else read_apart
                result = reader(str(path), content.version.format, folder)
            _keep(content, result, Path(folder))
    tell(content.version)


def read_apart(path: str, format: str, folder: str, seconds: int = MOST_SECONDS) -> dict[str, Any]:
    """What `reading.child.read` gives, from a process that may be killed without harm."""
    words = [sys.executable, "-m", MODULE, path, format, folder]
    root = str(Path(__file__).resolve().parents[3])
    kept = ("PATH", "LANG", "LC_ALL", "HOME", "TESSDATA_PREFIX")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {"PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1", "OMP_THREAD_LIMIT": "1"}
    try:
        subprocess.run(  # noqa: S603  our own module
            words, env=environment, cwd=folder, timeout=seconds, check=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        found = json.loads((Path(folder) / "result.json").read_text(encoding="utf-8"))
    except subprocess.TimeoutExpired:
        return {"error": "too_big"}
    except (subprocess.CalledProcessError, OSError, ValueError):
        return {"error": "damaged"}
    return found if isinstance(found, dict) else {"error": "damaged"}


def read_here(path: str, format: str, folder: str) -> dict[str, Any]:
    from .reading.child import read

    return read(path, format, Path(folder))


def _known(content: Content) -> bool:
    """The same bytes read before: a version brought back is not read again."""
    version = content.version
    same = Content.objects.filter(
        version__sha256=version.sha256, version__document=version.document, read_at__isnull=False
    )
    former = same.exclude(pk=content.pk).first()
    if former is None or former.note:
        return False
    content.text, content.blocks, content.page_count = former.text, former.blocks, former.page_count
    content.pictures, content.read_at = former.pictures, timezone.now()
    content.save(update_fields=["text", "blocks", "page_count", "pictures", "read_at"])
    return True


def _keep(content: Content, result: dict[str, Any], folder: Path) -> None:
    content.note = said_of(result)
    content.text, content.blocks = result.get("text", ""), result.get("blocks", [])
    content.page_count = int(result.get("pages", 0))
    base = f"library/previews/{content.pk}"
    content.pictures = [
        storing.keep(folder / name, f"{base}/{name}")
        for name in result.get("pictures", ())
        if (folder / name).exists()
    ]
    content.read_at = timezone.now()
    content.save(update_fields=["note", "text", "blocks", "page_count", "pictures", "read_at"])
    state = Reading.DONE if content.text else Reading.EMPTY
    if result.get("scanned"):
        state = Reading.SCANNED
    if "error" in result:
        state = Reading.FAILED
    Document.objects.filter(current=content.pk).update(reading=state)


def said_of(result: dict[str, Any]) -> str:
    code = result.get("error", "")
    words = {
        "": "",
        "password": _(
            "Ce fichier est protégé par un mot de passe : on ne peut ni le montrer ni chercher dedans."
        ),
        "damaged": _("Ce fichier est abîmé : on n’a pas pu le lire. Il peut être téléchargé tel quel."),
        "too_big": _(
            "Ce fichier est trop gros ou trop compliqué pour être lu. Il peut être téléchargé tel quel."
        ),
        "unknown": "",
    }
    if not code and result.get("cut"):
        return _("Seul le début de ce fichier est montré ici.")
    return words.get(code, "")


def tell(version: Version) -> None:
    """What was read can be found from now on."""
    known = Content.objects.get(pk=version.pk)
    if known.text and not known.note:
        Document.objects.filter(current=version.pk, reading=Reading.WAITING).update(reading=Reading.DONE)
    elif known.read_at:
        Document.objects.filter(current=version.pk, reading=Reading.WAITING).update(reading=Reading.EMPTY)
    reindex(record_types.get("documents"), [version.document_id])


def recover() -> int:
    """Readings whose process died are begun again, a few times; then they are said to have failed."""
    from .tasks import read_version

    now = timezone.now()
    stuck = Content.objects.filter(read_at=None).filter(
        Q(begun_at__lt=now - LATE) | Q(begun_at=None, version__created_at__lt=now - LATE)
    )
    count = 0
    for content in stuck.select_related("version"):
        if content.tries >= MOST_TRIES:
            Content.objects.filter(pk=content.pk).update(read_at=now, note=said_of({"error": "too_big"}))
            Document.objects.filter(current=content.pk).update(reading=Reading.FAILED)
        else:
            Content.objects.filter(pk=content.pk).update(begun_at=now)
            read_version.enqueue(content.pk)
        count += 1
    return count
