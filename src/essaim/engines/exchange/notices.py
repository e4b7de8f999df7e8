"""What imports and exports tell whoever asked for them: it is finished, it failed, the file is there."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.notifications.api import (
    Found,
    Notice,
    NotificationKind,
    Rhythm,
    Subject,
    kinds,
    notify,
    subjects,
)
from essaim.kit import events

from . import queries
from .models import Export, ImportRun

GROUP = gettext_lazy("Imports et exports")


def find_runs(user: Any, keys: set[int]) -> dict[int, Found]:
    return {
        run.pk: Found(run.file_name, reverse("exchange:result", kwargs={"pk": run.pk}))
        for run in queries.runs_for(user).filter(pk__in=keys)
    }


def find_exports(user: Any, keys: set[int]) -> dict[int, Found]:
    return {
        export.pk: Found(export.file_name, reverse("exchange:export_waiting", kwargs={"pk": export.pk}))
        for export in queries.exports_for(user).filter(pk__in=keys, state=Export.State.READY)
    }


def _imported(notice: Notice) -> str:
    return _("L’import de « %s » est terminé") % notice.title


def _failed(notice: Notice) -> str:
    return _("L’import de « %s » n’a pas abouti : rien n’a été écrit") % notice.title


def _ready(notice: Notice) -> str:
    return _("Votre export « %s » est prêt ; il reste disponible trois jours") % notice.title


subjects.declare(Subject("exchange.import", find_runs), Subject("exchange.export", find_exports))
kinds.declare(
    NotificationKind(
        "exchange.imported", gettext_lazy("Un import est terminé"), GROUP, _imported, "exchange.import",
        "file-import", Rhythm.NEVER.value, to_self=True, order=60,
    ),
    NotificationKind(
        "exchange.failed", gettext_lazy("Un import n’a pas abouti"), GROUP, _failed, "exchange.import",
        "alert-triangle", Rhythm.NOW.value, to_self=True, order=61,
    ),
    NotificationKind(
        "exchange.export_ready", gettext_lazy("Un export est prêt"), GROUP, _ready, "exchange.export",
        "file-export", Rhythm.NEVER.value, to_self=True, order=62,
    ),
)  # fmt: skip


def _asked_by(run: int) -> list[int]:
    return list(ImportRun.objects.filter(pk=run).values_list("created_by", flat=True))


@events.subscribe("exchange.imported")
def _tell_imported(*, id: int, type: str, actor: Any) -> None:
    notify("exchange.imported", _asked_by(id), object_id=id, actor=actor)


@events.subscribe("exchange.failed")
def _tell_failed(*, id: int, type: str) -> None:
    notify("exchange.failed", _asked_by(id), object_id=id)


@events.subscribe("exchange.export_ready")
def _tell_ready(*, id: int) -> None:
    notify(
        "exchange.export_ready",
        Export.objects.filter(pk=id).values_list("created_by", flat=True),
        object_id=id,
    )
