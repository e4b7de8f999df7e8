"""A file on its way in: announced, received part by part, then looked at whole before it is taken."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.library import scanning, storing
from essaim.engines.library.formats import MACROS, PROGRAMS, extension_of
from essaim.engines.library.models import Upload, UploadPart
from essaim.engines.library.sniffing import Refusal, clean_name, recognise, with_macros
from essaim.engines.library.space import refuse_beyond
from essaim.engines.rights.api import can, require

State = Upload.State
MOST_WAITING = 300
KEPT = timedelta(days=2)


class Misplaced(Exception):
    """The part does not begin where the last one ended; `offset` says where the next must."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def require_writing(actor: Any) -> None:
    """Files come in for new documents, or for new versions of those one may change."""
    if not can(actor, "change", "documents"):
        require(actor, "create", "documents")


def begin(*, actor: Any, name: str, size: int, fingerprint: str = "") -> Upload:
    """A new upload, or the one of the same file that was cut. Raises `Refusal`."""
    require_writing(actor)
    name = clean_name(name)
    mine = Upload.objects.filter(user=actor)
    if fingerprint:
        known = (
            mine.filter(fingerprint=fingerprint, size=size, name=name).exclude(state=State.REFUSED).first()
        )
        if known is not None:
            return known
    refuse_early(actor, name, size)
    if mine.count() >= MOST_WAITING:
        raise Refusal(_("Trop de fichiers attendent déjà : publiez-les ou retirez-les d’abord."))
    return Upload.objects.create(user=actor, name=name, size=size, fingerprint=fingerprint[:64])


def refuse_early(actor: Any, name: str, size: int) -> None:
    """What can be refused before a single byte has come."""
    limit = settings.LIBRARY_MAX_BYTES
    if size > limit:
        raise Refusal(
            _("« %(name)s » dépasse %(limit)s Mo, la taille acceptée.")
            % {"name": name, "limit": limit // 10**6}
        )
    if size < 1:
        raise Refusal(_("« %s » est vide.") % name)
    if extension_of(name) in PROGRAMS:
        raise Refusal(_("« %s » est un programme : la bibliothèque ne prend que des documents.") % name)
    if extension_of(name) in MACROS:
        raise Refusal(with_macros(name))
    refuse_beyond(size)


def receive(*, actor: Any, key: str, offset: int, data: bytes) -> Upload:
    """One part. One that has come already changes nothing, so that it can be sent again without harm."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(key=key, user=actor)
        if upload.state != State.COMING or offset + len(data) <= upload.received:
            return upload
        if offset != upload.received or offset + len(data) > upload.size:
            raise Misplaced(upload.received)
        path = default_storage.save(f"library/parts/{upload.key}/{offset}", ContentFile(data))
        UploadPart.objects.create(upload=upload, offset=offset, size=len(data), path=path)
        upload.received += len(data)
        upload.save(update_fields=["received"])
    return upload


def finish(*, actor: Any, key: str) -> Upload:
    """The whole is put together and looked at: ready to be published, or refused and thrown away.

    Long work, done outside of any transaction: an embedded database has one writer. Asked twice at once,
    the first to end is kept.
    """
    upload = Upload.objects.get(key=key, user=actor)
    if upload.state != State.COMING:
        return upload
    if upload.received != upload.size:
        raise Misplaced(upload.received)
    parts = list(upload.parts.all())
    with tempfile.NamedTemporaryFile(prefix="essaim-") as whole:
        storing.join([part.path for part in parts], whole)
        whole.flush()
        _take(upload, Path(whole.name))
    facts = ("state", "message", "file", "sha256", "kind", "format")
    kept = Upload.objects.filter(pk=upload.pk, state=State.COMING).update(
        **{name: getattr(upload, name) for name in facts}
    )
    if not kept:
        storing.remove([upload.file.name or ""])
        return Upload.objects.get(key=key, user=actor)
    upload.parts.all().delete()
    storing.remove(part.path for part in parts)
    return upload


def receive_whole(*, actor: Any, file: Any) -> Upload:
    """A file sent by a plain form, without a script. The upload says if it was refused."""
    require_writing(actor)
    name = clean_name(file.name or "")
    upload = Upload(user=actor, name=name, size=file.size, received=file.size)
    try:
        refuse_early(actor, name, file.size)
    except Refusal as error:
        upload.state, upload.message = State.REFUSED, str(error)[:300]
        return upload
    with tempfile.NamedTemporaryFile(prefix="essaim-") as whole:
        for block in file.chunks():
            whole.write(block)
        whole.flush()
        _take(upload, Path(whole.name))
    upload.save()
    return upload


def _take(upload: Upload, path: Path) -> None:
    """Looks at the whole file and stores it, or says why not; the caller saves the upload."""
    try:
        found = recognise(str(path), upload.name)
        with path.open("rb") as file:
            virus = scanning.virus_in(file)
        if virus:
            raise Refusal(
                _("« %(name)s » contient un virus (%(virus)s) : il est refusé.")
                % {"name": upload.name, "virus": virus}
            )
    except Refusal as error:
        upload.state, upload.message = State.REFUSED, str(error)[:300]
    else:
        upload.state, upload.kind, upload.format = State.READY, found.kind.value, found.code
        upload.sha256 = storing.digest_of(path)
        with path.open("rb") as file:
            upload.file.save("whole", File(file), save=False)


def forget(*, actor: Any, key: str) -> None:
    """An upload its author takes back."""
    for upload in Upload.objects.filter(key=key, user=actor):
        discard([upload])


def discard(uploads: Iterable[Upload]) -> int:
    """Rows, parts and files of uploads that nobody will publish."""
    count = 0
    for upload in uploads:
        names = [*upload.parts.values_list("path", flat=True), upload.file.name or ""]
        with transaction.atomic():
            upload.delete()
            transaction.on_commit(lambda names=names: storing.remove(names))  # type: ignore[misc]
        count += 1
    return count


def expire() -> int:
    return discard(Upload.objects.filter(created_at__lt=timezone.now() - KEPT))
