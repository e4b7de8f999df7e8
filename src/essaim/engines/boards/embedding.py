"""Widgets and figures in other pages than boards."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from essaim.engines.records.api import Query, record_types, tabulate
from essaim.engines.rights.api import can

from .showing import asked
from .widgets import Shared, Widget


def widget_html(user: Any, widget: Widget, shared: Shared | None = None) -> SafeString:
    """The widget in its frame, drawn under `user`'s rights."""
    inside = asked(user, widget, shared or Shared())
    return render_to_string("boards/_embedded.html", {"widget": widget, "inside": inside})


def media_html() -> SafeString:
    """The style sheet and the script that draw charts, for a page that is not a board."""
    return render_to_string("boards/_media.html")


def measured(user: Any, query: Query) -> Any:
    """The first measure of a Query without group, under `user`'s rights: a number, a date or None.

    None too when the record type masks small figures, or when the user may not see such records.
    Raises QueryError.
    """
    if query.type in record_types and not can(user, "view", record_types.get(query.type).resource):
        return None
    return tabulate(user, Query(query.type, query.filter, query.text, measures=query.measures[:1])).value()
