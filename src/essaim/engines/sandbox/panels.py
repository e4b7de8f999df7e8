"""On the page of a sandbox: enter, reset; and what its template hides, for who teaches."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Panel, panels, record_types
from essaim.engines.rights.api import can, rights_of

from .declarations import templates


def load_doors(user: Any, obj: models.Model) -> dict[str, Any]:
    sandbox: Any = obj
    guard = record_types.get("sandboxes").guard
    known = sandbox.template in templates
    return {
        "sandbox": sandbox,
        "template": templates.get(sandbox.template) if known else None,
        "may_reset": known and can(user, "change", "sandboxes", sandbox, guard),
    }


def load_answers(user: Any, obj: models.Model) -> dict[str, Any] | None:
    """For those who see the sandboxes of others: who learns sees only their own."""
    sandbox: Any = obj
    if sandbox.template not in templates or rights_of(user).reaches("view", "sandboxes") <= {"mine"}:
        return None
    find = templates.get(sandbox.template).answers
    if find is None:
        return None
    return {"faults": find(sandbox.freshened_on or timezone.localdate())}


panels.declare(
    Panel("sandbox.doors", _("Entrer"), "sandbox/doors.html", load_doors, ("sandboxes",), order=1),
    Panel("sandbox.answers", _("Anomalies à trouver"), "sandbox/answers.html", load_answers, ("sandboxes",), order=2),
)  # fmt: skip
