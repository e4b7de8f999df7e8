"""The whole journal, for those who may read it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from essaim.kit.access import requires

from .. import queries
from ..exporting import HEADERS, rows
from ..forms import FilterForm
from ..wording import model_label, tell

PAGE = 50


@requires("view", "journal")
@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    asked = form.query() if form.is_valid() else {}
    entries = queries.entries(**asked)
    page = _page(request, entries)
    told = tell(request.user, page["entries"])
    kept = request.GET.copy()
    for name in ("avant", "apres"):
        kept.pop(name, None)
    query = kept.urlencode()
    context = {
        "form": form,
        "told": [(item, model_label(item.entry.model)) for item in told],
        "query": query,
        "newer": f"?{query}&apres={page['newer']}" if page["newer"] else "",
        "older": f"?{query}&avant={page['older']}" if page["older"] else "",
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "journal/journal.html", context)


def _page(request: HttpRequest, entries: Any) -> dict[str, Any]:
    """A page by keys: as quick at the end as at the beginning of a long journal."""
    before, after = request.GET.get("avant", ""), request.GET.get("apres", "")
    if after.isdigit():
        found = list(entries.filter(pk__gt=int(after)).order_by("id")[: PAGE + 1])
        more, found = len(found) > PAGE, found[:PAGE][::-1]
        return _keys(found, newer=more, older=True)
    if before.isdigit():
        entries = entries.filter(pk__lt=int(before))
    found = list(entries[: PAGE + 1])
    return _keys(found[:PAGE], newer=before.isdigit(), older=len(found) > PAGE)


def _keys(found: list[Any], newer: bool, older: bool) -> dict[str, Any]:
    return {
        "entries": found,
        "newer": found[0].pk if found and newer else None,
        "older": found[-1].pk if found and older else None,
    }


class _Line:
    """What csv writes a row to: gives the text back."""

    def write(self, value: str) -> str:
        return value


@requires("view", "journal")
@require_GET
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered journal as CSV, streamed."""
    form = FilterForm(request.GET)
    entries = queries.entries(**(form.query() if form.is_valid() else {}))
    writer = csv.writer(_Line(), delimiter=";", lineterminator="\r\n")

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow([str(_(header)) for header in HEADERS])
        for row in rows(request.user, entries):
            yield writer.writerow(row)

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="journal-{timezone.localdate():%Y-%m-%d}.csv"'
    return response
