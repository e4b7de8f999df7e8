"""What follows the writing of a document, its audience, its end."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import network_ids
from essaim.engines.library import storing
from essaim.engines.library.audience import Line, TooWide, normal, write_lines
from essaim.engines.library.models import Document, Version
from essaim.engines.records.api import RecordType, generic_delete, lock, record_types
from essaim.engines.rights.api import require
from essaim.kit import events
from essaim.kit.writing import snapshot, writing


def defaults(actor: Any) -> dict[str, Any]:
    return {"owner": actor.pk, "networks": sorted(network_ids(actor))} if actor is not None else {}


def collection_defaults(actor: Any) -> dict[str, Any]:
    return {"networks": sorted(network_ids(actor))} if actor is not None else {}


def after_saved(*, obj: Document, actor: Any, work: Any, values: dict[str, Any]) -> None:
    """A new document is for the networks that publish it, until somebody says otherwise."""
    if obj.replaced_by_id:
        refuse_circle(obj)
    if obj.version != 1:
        return
    networks = sorted(obj.networks.values_list("pk", flat=True))
    obj.audience = [{"networks": networks}] if networks else []
    obj.save(update_fields=["audience"])
    write_lines(obj)


def refuse_circle(document: Document) -> None:
    """A document cannot replace, even from afar, the one that replaces it."""
    seen, following = {document.pk}, document.replaced_by_id
    while following:
        if following in seen:
            raise ValidationError({"replaced_by": _("Ces documents se remplaceraient l’un l’autre.")})
        seen.add(following)
        following = Document._base_manager.filter(pk=following).values_list("replaced_by", flat=True).first()


def do_set_audience(
    *, actor: Any, document: Document, expression: list[Line], with_record: bool | None = None
) -> Document:
    """Who sees it from now on: an expression as in `audience.py`. Raises ValidationError when it is too wide."""
    record_type = record_types.get("documents")
    with writing(actor):
        current: Any = lock(record_type, document.pk)
        require(actor, "change", "documents", current, record_type.guard)
        return apply_audience(actor, current, expression, with_record)


def apply_audience(
    actor: Any, current: Document, expression: list[Line], with_record: bool | None = None
) -> Document:
    """As `do_set_audience`, its right asserted by the caller, inside its unit of work."""
    with writing(actor) as work:
        before = snapshot(current)
        current.audience = normal(expression)
        if with_record is not None:
            current.with_record = with_record
        if snapshot(current) == before:
            return current
        touch(current, actor)
        current.save()
        try:
            write_lines(current)
        except TooWide as error:
            raise ValidationError(
                _("Trop de réseaux et de lieux à la fois : faites plusieurs lignes.")
            ) from error
        work.changed(current, before)
        events.publish("records.changed", type="documents", id=current.pk, actor=actor)
    return current


def touch(document: Document, actor: Any) -> None:
    document.version += 1
    document.changed_at, document.changed_by = timezone.now(), actor


def delete(*, actor: Any, record_type: RecordType, obj: Any, origin: str = "") -> None:
    """With its versions; their files go once nothing names them any more."""
    with transaction.atomic():
        names = files_of(obj)
        generic_delete(actor=actor, record_type=record_type, obj=obj, origin=origin)
        transaction.on_commit(lambda: remove_unused(names))


def files_of(document: Document) -> list[str]:
    names: list[str] = []
    for version in document.versions.select_related("content"):
        names.append(version.file.name or "")
        content = getattr(version, "content", None)
        names += content.pictures if content is not None else []
    return names


def remove_unused(names: list[str]) -> None:
    """Versions brought back share one file."""
    used = set(Version.objects.filter(file__in=names).values_list("file", flat=True))
    storing.remove(name for name in dict.fromkeys(names) if name not in used)
