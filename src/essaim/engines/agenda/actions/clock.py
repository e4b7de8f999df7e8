"""The clock a user chooses to live by."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from essaim.engines.agenda.choices import ZONES
from essaim.engines.agenda.models import Clock
from essaim.kit.writing import snapshot, writing


def do_set_clock(*, actor: Any, zone: str) -> None:
    """`actor`'s own; "" gives back the clock of the installation."""
    if zone and zone not in dict(ZONES):
        raise ValidationError({"zone": _("Choisissez un lieu de la liste.")})
    with writing(actor) as work:
        known = Clock.objects.filter(user=actor).first()
        if known is None and zone:
            work.created(Clock.objects.create(user=actor, zone=zone))
        elif known is not None and not zone:
            work.deleted(known)
            known.delete()
        elif known is not None:
            before = snapshot(known)
            known.zone = zone
            known.save()
            work.changed(known, before)
