"""What the dealership tells, and what it hears."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from essaim.kit import events
from essaim.kit.writing import on_flush

from .keeping import keep_in_step

events.declare("dealership.became_customer", "id")
on_flush(keep_in_step)


@events.subscribe("dealership.became_customer")
def _tell(*, id: int) -> None:
    from essaim.engines.timeline.api import note

    note(actor=None, record_type="customers", record_id=id, text=_("Le prospect est devenu client"),
         source="dealership.became_customer")  # fmt: skip


@events.subscribe("duplicates.merged")
def _merged(*, type: str, kept: int, removed: int, actor: Any) -> None:
    from .merging import unite

    if type in ("people", "organisations"):
        unite(type, kept, actor)
