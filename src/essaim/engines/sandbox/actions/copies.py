"""Making, resetting, entering and erasing sandboxes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.records.api import RecordType, generic_create, generic_delete, lock, record_types
from essaim.engines.rights.api import require
from essaim.engines.sandbox import building, files
from essaim.engines.sandbox.declarations import templates
from essaim.engines.sandbox.entering import inside_of
from essaim.engines.sandbox.models import Sandbox
from essaim.kit.instance import inside
from essaim.kit.writing import snapshot, writing


def defaults(actor: Any) -> dict[str, Any]:
    return {"owner": actor.pk} if actor is not None else {}


def create(*, actor: Any, record_type: RecordType, values: dict[str, Any], origin: str = "") -> Sandbox:
    """The row, then its file: without room for the file there is no row either."""
    if inside() is not None:
        raise PermissionDenied(_("Un bac à sable n’en contient pas d’autre."))
    with writing(actor, origin):
        made: Any = generic_create(actor=actor, record_type=record_type, values=values, origin=origin)
        _copy(made)
        made.save(update_fields=["freshened_on"])
    return made


def delete(*, actor: Any, record_type: RecordType, obj: Any, origin: str = "") -> None:
    """Whoever has it open is told at their next page that it is gone."""
    with writing(actor, origin):
        generic_delete(actor=actor, record_type=record_type, obj=obj, origin=origin)
        transaction.on_commit(lambda: files.forget(obj.key))


def do_reset(*, actor: Any, sandbox: Sandbox) -> Sandbox:
    """As on the first day. What is still being written in the former copy is written nowhere."""
    record_type = record_types.get("sandboxes")
    with writing(actor) as work:
        current: Any = lock(record_type, sandbox.pk)
        require(actor, "change", "sandboxes", current, record_type.guard)
        before, former = snapshot(current), current.generation
        current.generation += 1
        _copy(current)
        current.reset_at = timezone.now()
        current.keep(current.reset_at)
        current.save(update_fields=["generation", "reset_at", "expires_at", "freshened_on"])
        work.changed(current, before)
        transaction.on_commit(lambda: files.forget_generation(current.key, former))
    return current


def do_enter(*, actor: Any, sandbox: Sandbox) -> Sandbox:
    """Keeps it for longer, and brings what moves with the days to today."""
    record_type = record_types.get("sandboxes")
    require(actor, "view", "sandboxes", sandbox, record_type.guard)
    now, today = timezone.now(), timezone.localdate()
    freshen = templates.get(sandbox.template).freshen
    with transaction.atomic():
        current: Any = lock(record_type, sandbox.pk)
        since = current.freshened_on
        current.entered_at, current.freshened_on = now, max(today, since or today)
        current.keep(now)
        current.save(update_fields=["entered_at", "expires_at", "freshened_on"])
    if freshen and since and since < today:
        with inside_of(current), transaction.atomic():
            freshen(since, today)
    return current


def do_expire(*, actor: Any, now: datetime | None = None) -> int:
    """Erases the sandboxes nobody entered for long enough, and folders no sandbox knows of."""
    expired = list(Sandbox.objects.filter(expires_at__lt=now or timezone.now()))
    with writing(actor, _("expiration")) as work:
        for sandbox in expired:
            work.deleted(sandbox)
            sandbox.delete()
    for sandbox in expired:
        files.forget(sandbox.key)
    _forget_strays()
    return len(expired)


def _forget_strays() -> None:
    """Left by a stopped process: the row is made before the folder, so a folder without a row is nobody's.

    One made in a transaction that has not ended yet has no row to be seen: the newest are left alone.
    """
    known = set(Sandbox.objects.values_list("key", flat=True))
    hour_ago = timezone.now().timestamp() - 3600
    for key in files.known_keys():
        if key not in known and files.home_of(key).stat().st_mtime < hour_ago:
            files.forget(key)


def _copy(sandbox: Sandbox) -> None:
    try:
        source, day = building.ready(templates.get(sandbox.template))
        files.copy_database(source, files.folder_of(sandbox.key, sandbox.generation))
    except OSError as error:
        raise ValidationError(
            _("Il n’y a plus assez de place pour ce bac à sable. Prévenez qui administre la plateforme.")
        ) from error
    sandbox.freshened_on = day
