"""Widgets as they were drawn for a reader, kept in this process until anything is written.

Above the answers that records keep by their SQL: it saves writing that SQL, a few milliseconds a widget. What a
drawing depends on is all in its key: the reader and what they may see, the question, the state of the data, the
day, the language and the clock.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from typing import Any

from django.db import connection
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from essaim.engines.accounts.api import group_ids, network_ids, territory_ids
from essaim.engines.rights.api import rights_of

from .widgets import Shared, Widget

MOST, LARGEST = 400, 300_000
_kept: OrderedDict[tuple[Any, ...], SafeString] = OrderedDict()
_lock = threading.Lock()


def reader_of(user: Any) -> tuple[Any, ...]:
    """Equal only for one person with the same rights and memberships, on the same day."""
    return (
        user.pk, rights_of(user).fingerprint(), tuple(sorted(network_ids(user))), tuple(sorted(territory_ids(user))),
        tuple(sorted(group_ids(user))), timezone.localdate(), get_language(), timezone.get_current_timezone_name(),
        get_script_prefix(), str(connection.settings_dict["NAME"]),
    )  # fmt: skip


def key_of(reader: tuple[Any, ...], stamp: int, widget: Widget, shared: Shared) -> tuple[Any, ...]:
    asked = json.dumps([widget.to_json(), shared.to_json()], sort_keys=True, default=str)
    return (*reader, stamp, asked)


def kept(key: tuple[Any, ...]) -> SafeString | None:
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
        return found


def keep(key: tuple[Any, ...], html: SafeString) -> SafeString:
    if len(html) <= LARGEST:
        with _lock:
            _kept[key] = html
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return html


def forget() -> None:
    with _lock:
        _kept.clear()
