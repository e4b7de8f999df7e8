"""Files that have come become documents, or new versions of one."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.library.audience import Line
from essaim.engines.library.choices import Reading
from essaim.engines.library.models import Content, Document, Upload, Version
from essaim.engines.library.reading.child import READABLE
from essaim.engines.library.sniffing import Refusal
from essaim.engines.library.space import refuse_beyond
from essaim.engines.records.api import create, lock, record_types
from essaim.engines.rights.api import can, require
from essaim.kit import events
from essaim.kit.writing import writing

from .attaching import do_attach
from .documents import apply_audience, touch


def title_of_file(name: str) -> str:
    """ "compte_rendu-CA_2026.pdf" → "compte rendu-CA 2026"."""
    stem = PurePath(name).stem.replace("_", " ").strip()
    return " ".join(stem.split())[:200] or name[:200]


def do_publish(
    *,
    actor: Any,
    upload: Upload,
    values: dict[str, Any],
    audience: list[Line] | None = None,
    with_record: bool = False,
    attach_to: tuple[str, int] | None = None,
) -> Document:
    """A document of a file that has come. `values`: fields of the record type, the title among them.

    `audience` None: the networks that publish it. `attach_to`: (record type, key) of a record.
    """
    record_type = record_types.get("documents")
    with writing(actor):
        values = {"title": title_of_file(upload.name), **values}
        document: Any = create(actor=actor, record_type=record_type, values=values)
        if audience is not None or with_record:
            lines = document.audience if audience is None else audience
            apply_audience(actor, document, lines, with_record)
        document = do_add_version(actor=actor, document=document, upload=upload)
        if attach_to is not None:
            do_attach(actor=actor, document=document, record_type=attach_to[0], record_id=attach_to[1])
    return document


def do_add_version(*, actor: Any, document: Document, upload: Upload, comment: str = "") -> Document:
    """The file of an upload becomes the document's; earlier ones stay."""
    with writing(actor):
        found = Upload.objects.select_for_update().filter(pk=upload.pk, user=actor).first()
        if found is None or found.state != Upload.State.READY:
            raise ValidationError(_("Ce fichier n’est plus là : déposez-le de nouveau."))
        refuse_room(document, found.size)
        made = _add(
            actor,
            document,
            comment,
            file=found.file.name,
            file_name=found.name,
            size=found.size,
            sha256=found.sha256,
            kind=found.kind,
            format=found.format,
        )
        found.delete()
    return made


def refuse_room(document: Document, size: int) -> None:
    try:
        refuse_beyond(size, document.networks.values_list("pk", flat=True))
    except Refusal as error:
        raise ValidationError(str(error)) from error


def do_restore(*, actor: Any, version: Version) -> Document:
    """An earlier file becomes the document's again, as a new version."""
    with writing(actor):
        refuse_room(version.document, version.size)
        return _add(
            actor,
            version.document,
            _("Retour à la version %s") % version.number,
            **{
                name: getattr(version, name)
                for name in ("file", "file_name", "size", "sha256", "kind", "format")
            },
        )


def _add(actor: Any, document: Document, comment: str, **facts: Any) -> Document:
    record_type = record_types.get("documents")
    with writing(actor) as work:
        current: Any = lock(record_type, document.pk)
        require(actor, "change" if current.number else "view", "documents", current, record_type.guard)
        if not current.number:
            _require_first(actor, current)
        former = (current.number, current.file_name)
        last = current.versions.values_list("number", flat=True).first() or 0
        made = Version.objects.create(
            document=current, number=last + 1, comment=comment[:300], created_by=actor, **facts
        )
        readable = made.format in READABLE
        Content.objects.create(version=made, read_at=None if readable else timezone.now())
        current.current, current.number = made, made.number
        current.kind, current.file_name, current.size = made.kind, made.file_name, made.size
        current.content_at = timezone.now()
        current.reading = Reading.WAITING if readable else Reading.NONE
        touch(current, actor)
        current.save()
        work.noted(
            current,
            "version_added",
            {"number": (former[0] or None, made.number), "file_name": (former[1] or None, made.file_name)},
            comment,
        )
        events.publish("library.version_added", id=current.pk, version=made.pk, actor=actor)
        events.publish("records.changed", type="documents", id=current.pk, actor=actor)
    return current


def _require_first(actor: Any, document: Document) -> None:
    """The first file of a document comes from whoever creates it, or may change it."""
    record_type = record_types.get("documents")
    if document.created_by_id == actor.pk and can(actor, "create", "documents"):
        return
    require(actor, "change", "documents", document, record_type.guard)
