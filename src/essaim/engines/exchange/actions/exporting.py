"""Taking a list out: at once when it is short, in the background when it is long."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from essaim.engines.exchange.exporting.producing import produce
from essaim.engines.exchange.models import Export
from essaim.engines.records.api import Query, record_types
from essaim.engines.rights.api import require
from essaim.kit import events

State = Export.State
DIRECT = 5000
KEPT = timedelta(days=3)
MAX_DIRECT = getattr(settings, "EXPORT_DIRECT_ROWS", DIRECT)


def new_export(
    *, actor: Any, query: Query, format: str, everything: bool = False, ids: list[int] | None = None
) -> Export:
    """The record of an export about to be made; `ids`: only these rows of the query."""
    record_type = record_types.get(query.type)
    require(actor, "view", record_type.resource)
    day = timezone.localdate().isoformat()
    asked = query.to_json() if ids is None else {**query.to_json(), "ids": ids}
    return Export.objects.create(
        type=query.type,
        query=asked,
        format=format,
        all_columns=everything,
        created_by=actor,
        file_name=f"{slugify(str(record_type.label_plural))}-{day}.{format}",
    )


def export_now(*, actor: Any, export: Export) -> IO[bytes]:
    """The file, temporary, read from its start."""
    target = tempfile.TemporaryFile()  # noqa: SIM115  closed by the response
    produce(actor=actor, export=export, target=target)
    Export.objects.filter(pk=export.pk).update(state=State.EXPIRED)
    target.seek(0)
    return target


def ask_for_export(*, actor: Any, export: Export) -> None:
    from essaim.engines.exchange.tasks import export_task

    Export.objects.filter(pk=export.pk, created_by=actor).update(beat_at=timezone.now())
    export_task.enqueue(export.pk)


def export_later(*, actor: Any, export: Export) -> None:
    """The file, stored for some days, for its author only."""
    _set(export, state=State.WORKING, beat_at=timezone.now())
    try:
        with tempfile.TemporaryFile() as target:
            produce(actor=actor, export=export, target=target, beat=lambda done: _set(export, done=done))
            target.seek(0)
            export.file.save(export.file_name, File(target), save=False)
    except BaseException:
        _set(export, state=State.FAILED, message=_("L’export s’est arrêté sur une erreur imprévue."))
        raise
    _set(export, state=State.READY, file=export.file.name, expires_at=timezone.now() + KEPT)
    events.publish("exchange.export_ready", id=export.pk)


def _set(export: Export, **values: Any) -> None:
    Export.objects.filter(pk=export.pk).update(**values)


def expire() -> int:
    """Files that have had their time go; the fact that the list was taken stays."""
    gone = 0
    for export in Export.objects.filter(state=State.READY, expires_at__lt=timezone.now()):
        export.file.delete(save=False)
        _set(export, state=State.EXPIRED, file="")
        gone += 1
    stuck = timezone.now() - timedelta(hours=2)
    Export.objects.filter(state__in=(State.WAITING, State.WORKING), created_at__lt=stuck).update(
        state=State.FAILED, message=_("L’export a été interrompu : demandez-le de nouveau.")
    )
    return gone
