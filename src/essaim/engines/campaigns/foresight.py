"""Who would receive a campaign now, and who would not, with the reason."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from essaim.engines.records.api import record_types

from .audience import recipients
from .choices import Fate, Kind, Why
from .excluding import Excluder
from .models import Campaign
from .queries import rows_of

LOOKED = 5000
BATCH = 500


class Foresight:
    """Who would receive it now: `kept` how many, `excluded` by reason, `lines` of those left out.

    Read from the messages once they are made. `cut`: the list was too long to be looked at to its end.
    """

    def __init__(self, campaign: Campaign, user: Any, shown: int = 200) -> None:
        self.kept = 0
        self.counts: dict[str, int] = {}
        self.lines: list[tuple[str, str]] = []
        self.total = 0
        self.cut = False
        self.shown = shown
        if campaign.is_editable and campaign.kind != Kind.EVENT:
            self._foresee(campaign, user)
        else:
            self._read(campaign)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        return [
            (str(Why(code).label), count) for code, count in sorted(self.counts.items(), key=lambda i: -i[1])
        ]

    @property
    def excluded(self) -> int:
        return sum(self.counts.values())

    def _foresee(self, campaign: Campaign, user: Any) -> None:
        rows = rows_of(campaign, user)
        if rows is None:
            return
        keys = list(rows.values_list("pk", flat=True)[: LOOKED + 1])
        self.cut = len(keys) > LOOKED
        self.total = rows.count() if self.cut else len(keys)
        record_type, excluder = record_types.get(campaign.type_name), Excluder(campaign)
        for start in range(0, min(len(keys), LOOKED), BATCH):
            part = record_type.model_class._base_manager.filter(pk__in=keys[start : start + BATCH]).order_by(
                "pk"
            )
            for item, _address, why in excluder.look(recipients(user, record_type, part)):
                self._add(str(item.owner or f"#{item.record_id}"), why)

    def _add(self, label: str, why: str) -> None:
        if not why:
            self.kept += 1
            return
        self.counts[why] = self.counts.get(why, 0) + 1
        if len(self.lines) < self.shown:
            self.lines.append((label, str(Why(why).label)))

    def _read(self, campaign: Campaign) -> None:
        self.total = campaign.messages.count()
        left = campaign.messages.filter(fate=Fate.EXCLUDED)
        self.counts = dict(left.order_by().values_list("why").annotate(n=Count("pk")))
        self.kept = self.total - sum(self.counts.values())
        self.lines = [
            (message.label, str(message.get_why_display()))
            for message in left.order_by("label")[: self.shown]
        ]
