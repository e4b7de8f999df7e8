"""Messages that leave by themselves some days before or after a date of the record."""

from __future__ import annotations

import calendar
import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.records.api import (
    Field,
    Query,
    QueryError,
    RecordType,
    base_queryset,
    compile_query,
    fields_for,
    read_rows,
    record_types,
)

from .audience import recipients
from .choices import Kind, State, Why
from .excluding import Excluder
from .merging.language import MergeError
from .models import Campaign
from .preparing import prepare

logger = logging.getLogger(__name__)
CATCH_UP = 3
AHEAD = 30
MOST = 5000


def date_fields(user: Any, record_type: RecordType) -> list[Field]:
    return [item for item in fields_for(user, record_type).values() if item.is_date and item.filterable]


def run_due() -> int:
    """Prepares what is due today, and what a stopped machine missed in the last days; returns how many messages."""
    now = timezone.localtime()
    rows = Campaign.objects.filter(kind=Kind.AUTOMATIC, state=State.SENDING).select_related("owner")
    made = 0
    for campaign in rows:
        if campaign.last_day == now.date() or campaign.at_hour > now.hour or campaign.owner is None:
            continue
        try:
            made += run_campaign(campaign, now.date())
        except (MergeError, QueryError) as error:
            logger.warning("automatic message %s: %s", campaign.pk, error)
            Campaign.objects.filter(pk=campaign.pk).update(problem=str(error)[:300])
    return made


def run_campaign(campaign: Campaign, today: date) -> int:
    first = max(
        (campaign.last_day or today - timedelta(days=1)) + timedelta(days=1), today - timedelta(days=CATCH_UP)
    )
    made = 0
    for day, keys in sorted(due_between(campaign, first, today).items()):
        record_type = record_types.get(campaign.type_name)
        rows = base_queryset(campaign.owner, record_type).filter(pk__in=keys).order_by("pk")
        made += prepare(campaign, rows, occasion=day)
    Campaign.objects.filter(pk=campaign.pk).update(last_day=today, problem="")
    return made


def due_between(campaign: Campaign, first: date, last: date) -> dict[date, list[int]]:
    """For each day of sending, the keys of the records whose date calls for it. One query."""
    user, record_type = campaign.owner, record_types.get(campaign.type_name)
    field = fields_for(user, record_type).get(campaign.date_field)
    if field is None or not field.is_date:
        raise QueryError(_("Choisissez la date dont dépend l’envoi."))
    shift = timedelta(days=-campaign.offset_days)
    low, high = first + shift, last + shift
    segment = Query.from_json(campaign.segment or {"type": campaign.type_name})
    parts = [_about(field, low, high, yearly=campaign.yearly)] + ([segment.filter] if segment.filter else [])
    rows = compile_query(user, Query(segment.type, {"all": parts}, segment.text)).order_by("pk")
    if campaign.frozen_ids is not None:
        rows = rows.filter(pk__in=campaign.frozen_ids)
    found: dict[date, list[int]] = defaultdict(list)
    for row in read_rows(user, record_type, [field], rows[:MOST]):
        for day in _days(row.values[0], low, high, yearly=campaign.yearly):
            found[day - shift].append(row.pk)
    return found


def _about(field: Field, low: date, high: date, *, yearly: bool) -> dict[str, Any]:
    if not yearly:
        return {"field": field.name, "op": "between", "value": [low.isoformat(), high.isoformat()]}
    months = sorted({(low + timedelta(days=step)).month for step in range((high - low).days + 1)})
    return {"any": [{"field": field.name, "op": "month", "value": month} for month in months]}


def _days(value: Any, low: date, high: date, *, yearly: bool) -> list[date]:
    if value is None:
        return []
    day = timezone.localdate(value) if isinstance(value, datetime) else value
    if isinstance(day, str):
        day = date.fromisoformat(day[:10])
    years = range(low.year, high.year + 1) if yearly else (day.year,)
    days = [_in_year(day, year) for year in years]
    return [item for item in days if low <= item <= high]


def _in_year(day: date, year: int) -> date:
    """The anniversary: 29 February falls on the 28th in other years."""
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


@dataclass(frozen=True)
class Planned:
    """`lines`: (name, "" or why they would receive nothing)."""

    day: date
    lines: list[tuple[str, str]]

    @property
    def kept(self) -> int:
        return sum(1 for _who, why in self.lines if not why)


def dry_run(campaign: Campaign, today: date | None = None, days: int = AHEAD) -> list[Planned]:
    """What would leave in the days to come, to whom; nothing is written. Raises QueryError."""
    first = today or timezone.localdate()
    record_type = record_types.get(campaign.type_name)
    plan = []
    for day, keys in sorted(due_between(campaign, first, first + timedelta(days=days - 1)).items()):
        rows = record_type.model_class._base_manager.filter(pk__in=keys[:500]).order_by("pk")
        looked = Excluder(campaign).look(recipients(campaign.owner, record_type, rows))
        lines = [
            (str(item.owner or f"#{item.record_id}"), str(Why(why).label) if why else "")
            for item, _address, why in looked
        ]
        plan.append(Planned(day, lines))
    return plan
