"""Documents on records of any type."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.library.models import AttachedType, Attachment, Document
from essaim.engines.records.api import find, record_types, title_of
from essaim.engines.rights.api import Refused, can, require
from essaim.kit.writing import writing

OWN = frozenset({"documents", "collections"})


def do_attach(*, actor: Any, document: Document, record_type: str, record_id: int) -> Attachment:
    """Shows a document on a record the actor sees. Attaching one with `with_record` shows it to all who see
    the record, hence the right to change it (or being its author)."""
    found = find(actor, record_type, record_id) if record_type not in OWN else None
    if found is None:
        raise LookupError(f"{record_type} {record_id}")
    require(actor, "view", found[0].resource)
    require(actor, "view", "documents", document, record_types.get("documents").guard)
    if document.with_record and document.created_by_id != actor.pk:
        require(actor, "change", "documents", document, record_types.get("documents").guard)
    with writing(actor) as work:
        AttachedType.objects.get_or_create(name=record_type)
        made, created = Attachment.objects.get_or_create(
            document=document, record_type=record_type, record_id=record_id, defaults={"created_by": actor}
        )
        if created:
            work.noted(document, "attached", note=_("à « %s »") % title_of(*found))
    return made


def do_detach(*, actor: Any, attachment: Attachment) -> None:
    """Whoever attached it, or may change the document, or the record, takes it off; the document stays."""
    document = attachment.document
    found = find(actor, attachment.record_type, attachment.record_id)
    if found is None:
        raise LookupError(str(attachment))
    may = (
        attachment.created_by_id == actor.pk
        or can(actor, "change", "documents", document, record_types.get("documents").guard)
        or can(actor, "change", found[0].resource, found[1], found[0].guard)
    )
    if not may:
        raise Refused("change", "documents", document)
    with writing(actor) as work:
        work.noted(document, "detached", note=_("de « %s »") % title_of(*found))
        attachment.delete()
