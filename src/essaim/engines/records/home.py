"""On the home page: what one worked on last, what is new, and the lists one keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import BigIntegerField, ExpressionWrapper, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import User
from essaim.engines.journal.api import written_by
from essaim.engines.rights.api import can
from essaim.kit.navigation import HomeBlock, commands, home_blocks

from .declarations import RecordType, record_types
from .models import Record, SavedView
from .query.compiler import base_queryset
from .reading import address_of, titles
from .views import seen_by

SHOWN = 6
EACH = 4  # of one type among the news
CREATES = 4
NEWS_DAYS = 14
# Only the last records of a type are looked at: a home page never reads a hundred thousand rows.
LOOKED_AT = 2000


@dataclass(frozen=True)
class Line:
    title: str
    url: str
    type: RecordType
    at: Any
    author: str = ""


def shown_types(user: Any) -> list[RecordType]:
    return [
        item
        for item in record_types
        if item.in_menu and issubclass(item.model_class, Record) and can(user, "view", item.resource)
    ]


def recent(user: Any) -> dict[str, Any] | None:
    """The records the user wrote last, those still within reach."""
    types: dict[str, list[RecordType]] = {}
    for item in shown_types(user):
        types.setdefault(item.model.lower(), []).append(item)
    touched = written_by(user, list(types))
    found: dict[tuple[str, int], tuple[RecordType, str]] = {}
    for model, standing in types.items():
        keys = [int(key) for label, key, _at in touched if label == model and key.isdecimal()]
        for item in standing if keys else ():
            found |= {(model, pk): (item, title) for pk, title in titles(user, item, keys).items()}
    lines = [
        Line(found[place][1], address_of(found[place][0], place[1]), found[place][0], at)
        for model, key, at in touched
        if key.isdecimal() and (place := (model, int(key))) in found
    ]
    return {"lines": lines[:SHOWN]} if lines else None


def news(user: Any) -> dict[str, Any] | None:
    """What others added lately, newest first."""
    rows = []
    for item in (item for item in shown_types(user) if item.news):
        rows += [(row, item) for row in _arrivals(user, item)]
    rows.sort(key=lambda pair: pair[0][1], reverse=True)
    rows = rows[:SHOWN]
    names = {found.pk: str(found) for found in User.objects.filter(pk__in={row[2] for row, _type in rows})}
    lines = [
        Line(
            " ".join(str(part) for part in row[3:] if part) or f"{item.label} {row[0]}",
            address_of(item, row[0]),
            item,
            row[1],
            names.get(row[2], ""),
        )
        for row, item in rows
    ]
    return {"lines": lines} if lines else None


def _arrivals(user: Any, item: RecordType) -> list[tuple]:
    newest = Subquery(item.model_class._base_manager.order_by("-pk").values("pk")[:1])
    floor = ExpressionWrapper(newest - LOOKED_AT, output_field=BigIntegerField())
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    rows = base_queryset(user, item).filter(pk__gt=floor, created_at__gte=since).exclude(created_by=user)
    return list(
        rows.order_by("-created_at").values_list("pk", "created_at", "created_by", *item.title_paths)[:EACH]
    )


def shortcuts(user: Any) -> dict[str, Any] | None:
    """The views one keeps, one's own first, and what one may create."""
    types = {item.name: item for item in shown_types(user)}
    kept = SavedView.objects.filter(seen_by(user), type__in=types).select_related("owner")
    views = sorted(kept, key=lambda view: (view.owner_id != user.pk, view.name.casefold()))[:SHOWN]
    creates = sorted(
        (item for item in commands if item.create and (item.right is None or can(user, *item.right))),
        key=lambda item: (item.order, str(item.label)),
    )[:CREATES]
    if not views and not creates:
        return None
    return {
        "views": [(view, types[view.type], _address(types[view.type], view)) for view in views],
        "creates": [
            (item, item.url() if callable(item.url) else item.url if "/" in item.url else reverse(item.url))
            for item in creates
        ],
    }


def _address(item: RecordType, view: SavedView) -> str:
    return f"{reverse('records:list', kwargs={'slug': item.slug})}?vue={view.pk}"


home_blocks.declare(
    HomeBlock(
        "records.shortcuts", _("Raccourcis"), "records/home_shortcuts.html", shortcuts, order=20, width=4
    ),
    HomeBlock(
        "records.recent", _("Vos dernières fiches"), "records/home_lines.html", recent, order=40, width=4
    ),
    HomeBlock("records.news", _("Ce qui est nouveau"), "records/home_lines.html", news, order=50, width=4),
)
