"""The custom fields of each record type, as `Field`s: one light query a request says they are current."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import connection
from django.db.models import Count, Max, Sum
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.declarations import Field
from essaim.engines.records.kinds import TEXTS, Kind
from essaim.engines.records.models import CustomField
from essaim.kit.writing import Change

from .cleaning import cleaner
from .expressions import order_of, value_of


@dataclass
class _Known:
    version: Any
    fields: dict[str, tuple[Field, ...]]
    checked: float
    request: int


_known: dict[str, _Known] = {}
_thread = threading.local()
_requests = itertools.count(1)
KEPT_DATABASES = 64


def fields_of(type_name: str) -> tuple[Field, ...]:
    """The custom fields of a record type, in their order; retired ones left out."""
    return _current().fields.get(type_name, ())


def _current() -> _Known:
    place = str(connection.settings_dict["NAME"])
    known = _known.get(place)
    request = getattr(_thread, "request", 0)
    if known is not None and _is_fresh(known, request):
        return known
    version = CustomField.objects.aggregate(
        count=Count("pk"), last=Max("changed_at"), key=Max("pk"), order=Sum("order")
    )
    if known is None or known.version != version:
        known = _Known(version, _load() if version["count"] else {}, 0.0, 0)
        while len(_known) >= KEPT_DATABASES:
            _known.pop(next(iter(_known)))
        _known[place] = known
    known.checked, known.request = time.monotonic(), request
    return known


def _is_fresh(known: _Known, request: int) -> bool:
    """Within a request what was read holds; elsewhere (worker, command) it is asked again each second."""
    if request:
        return known.request == request
    return time.monotonic() - known.checked < getattr(settings, "CUSTOM_FIELDS_CHECK_SECONDS", 1)


def _load() -> dict[str, tuple[Field, ...]]:
    found: dict[str, list[Field]] = {}
    for item in CustomField.objects.filter(retired_at__isnull=True):
        found.setdefault(item.type, []).append(field_from(item))
    return {name: tuple(items) for name, items in found.items()}


def field_from(item: CustomField) -> Field:
    kind = Kind(item.kind)
    return Field(
        name=item.name,
        label=item.label,
        kind=kind,
        expression=value_of(item.name, item.kind),
        sort_expression=order_of(item.name, item.kind),
        choices=partial(_pairs, item.choices) if item.choices else (),
        help=item.help,
        section=item.section or _("Autres informations"),
        required=item.required,
        default_column=item.default_column,
        sensitive=item.sensitive,
        clean=cleaner(item),
        unit="EUR" if kind == Kind.MONEY else "",
        search_weight=1 if kind in TEXTS and not item.sensitive else 0,
        custom=True,
    )


def _pairs(choices: list[list[Any]]) -> tuple[tuple[str, str], ...]:
    """Choices taken away come last: records may still hold them."""
    live = [(item[0], item[1]) for item in choices if len(item) < 3 or not item[2]]
    return (
        *live,
        *((item[0], gettext("%s (retiré)") % item[1]) for item in choices if len(item) > 2 and item[2]),
    )


def forget(changes: Iterable[Change] = ()) -> None:
    """Read anew at the next question, when a custom field was written here."""
    if not changes or any(change.model == CustomField._meta.label_lower for change in changes):
        _known.pop(str(connection.settings_dict["NAME"]), None)


def _request_begins(**kwargs: Any) -> None:
    _thread.request = next(_requests)


def _request_ends(**kwargs: Any) -> None:
    _thread.request = 0


def install() -> None:
    from essaim.engines.records.catalogue import set_custom_fields_source
    from essaim.kit.writing import on_flush

    set_custom_fields_source(fields_of)
    on_flush(lambda changes: forget(changes) if changes else None)
    request_started.connect(_request_begins, dispatch_uid="essaim_custom_fields")
    request_finished.connect(_request_ends, dispatch_uid="essaim_custom_fields")
