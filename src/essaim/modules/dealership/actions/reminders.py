"""Service reminders: a task for who follows the customer, one a vehicle, never twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.engines.rights.api import require
from essaim.kit.writing import writing
from essaim.modules.dealership.following import has_task, make_task
from essaim.modules.dealership.models import Vehicle
from essaim.modules.dealership.queries import vehicles_by_key

BEFORE = timedelta(days=21)


def do_remind_owners(*, actor: Any, ids: list[int], values: dict[str, Any] | None = None) -> str:
    require(actor, "create", "tasks")
    made = 0
    with writing(actor, _("relance d’entretien")):
        for vehicle in vehicles_by_key(actor, ids):
            made += _remind(actor, vehicle)
    if not made:
        return _("Aucune relance à planifier : elles le sont déjà, ou l’entretien n’est pas connu.")
    return ngettext("%d relance planifiée.", "%d relances planifiées.", made) % made


def _remind(actor: Any, vehicle: Vehicle) -> int:
    """1 when a task was made: the vehicle is in use, its service known, and nobody is on it yet."""
    customer = vehicle.customer
    if customer is None or not vehicle.in_use or vehicle.next_service_on is None:
        return 0
    title = _("Proposer l’entretien : %s") % vehicle
    if has_task(customer, title):
        return 0
    make_task(actor, customer, title, max(timezone.localdate(), vehicle.next_service_on - BEFORE))
    return 1
