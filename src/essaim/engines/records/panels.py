"""What stands on the page of every record: its history, and who sees it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.engines.journal.api import history_url
from essaim.engines.rights.api import can

from . import history  # noqa: F401  declares
from .declarations import Panel, RecordType, panels
from .slots import RecordLink, record_links

TAB: Any = _("Historique")


def _history(user: Any, obj: models.Model) -> dict[str, Any]:
    return {"history_url": history_url(obj)}


def _who_sees(user: Any, record_type: RecordType, obj: models.Model) -> str:
    if not can(user, "view", "access"):
        return ""
    asked = {"type": obj._meta.label_lower, "id": obj.pk, "resource": record_type.resource}
    return f"{reverse('rights:who')}?{urlencode(asked)}"


panels.declare(
    Panel("history", "", "journal/parts/panel.html", _history, tab=TAB, order=900),
)
record_links.declare(RecordLink("who", _("Qui voit cette fiche ?"), "users", _who_sees, order=900))
