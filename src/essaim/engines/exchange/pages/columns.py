"""Second step: which column is which field."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.engines.exchange import queries, wording
from essaim.engines.exchange.actions import change_sheet, match, new_field
from essaim.engines.exchange.mapping import Mapping
from essaim.engines.exchange.matching.guess import SURE
from essaim.engines.exchange.matching.targets import Target, targets_for
from essaim.engines.exchange.models import ImportRun
from essaim.engines.exchange.planning.options import Options
from essaim.engines.exchange.planning.reader import RowReader
from essaim.engines.exchange.reading import Unreadable
from essaim.engines.exchange.values.cells import text_of
from essaim.engines.exchange.writing.lists import growing_fields
from essaim.engines.rights.api import can
from essaim.kit.access import signed_in

NEW_FIELD = "+"
CONSTANTS = 3


@signed_in
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    run = queries.run_or_404(request.user, pk)
    if run.is_working or run.written_at or run.created_by_id != request.user.pk:
        return redirect(wording.next_url_name(run), pk=run.pk)
    if request.method == "POST":
        return _posted(request, run)
    return _page(request, run, Mapping.from_json(run.mapping), "")


def _posted(request: HttpRequest, run: ImportRun) -> HttpResponse:
    mapping = _read(request, run)
    try:
        _make_fields(request, run, mapping)
    except ValidationError as error:
        return _page(request, run, mapping, " ".join(error.messages))
    wrong = fault(request.user, run, mapping)
    if wrong:
        return _page(request, run, mapping, wrong)
    match(actor=request.user, run=run, mapping=mapping, name=request.POST.get("name", ""))
    return redirect("exchange:rules", pk=run.pk)


def _read(request: HttpRequest, run: ImportRun) -> Mapping:
    mapping = Mapping.from_json(run.mapping)
    allowed = targets_for(request.user, run.record_type)
    for index, column in enumerate(mapping.columns):
        code = request.POST.get(f"c{index}", "")
        if code != column.target:
            column.values, column.score = {}, 1.0
        column.target = code if code in allowed or code == NEW_FIELD else ""
        column.create = f"c{index}-create" in request.POST
        column.separator = request.POST.get(f"c{index}-separator", "")[:3]
    mapping.constants = {
        name: request.POST.get(f"k{rank}-value", "").strip()
        for rank in range(CONSTANTS)
        if (name := request.POST.get(f"k{rank}", "")) in allowed
        and request.POST.get(f"k{rank}-value", "").strip()
    }
    mapping.day_first = request.POST.get("day_first", "1") == "1"
    return mapping


def _make_fields(request: HttpRequest, run: ImportRun, mapping: Mapping) -> None:
    for index, column in enumerate(mapping.columns):
        if column.target == NEW_FIELD:
            cells = [row[1][index] for row in run.source["sample"] if index < len(row[1])]
            column.target = new_field(actor=request.user, run=run, heading=run.headings[index], cells=cells)


def fault(user: Any, run: ImportRun, mapping: Mapping) -> str:
    """Why the import cannot go on with these columns, or nothing."""
    chosen = mapping.targets()
    if not chosen:
        return _("Aucune colonne n’est reliée à un champ : choisissez-en au moins une.")
    allowed = targets_for(user, run.record_type)
    doubled = [code for code in dict.fromkeys(chosen) if chosen.count(code) > 1 and not allowed[code].several]
    if doubled:
        return _("Deux colonnes remplissent le même champ (%s) : gardez-en une.") % allowed[doubled[0]].label
    return _constant_fault(user, run, mapping)


def _constant_fault(user: Any, run: ImportRun, mapping: Mapping) -> str:
    """A value put on every row must be a good one: better told here than on each row."""
    try:
        RowReader(user, run.record_type, mapping, Options.from_json(run.options))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _page(request: HttpRequest, run: ImportRun, mapping: Mapping, error: str) -> HttpResponse:
    targets = targets_for(request.user, run.record_type)
    growing = growing_fields(request.user, run.record_type)
    groups: dict[str, list[Target]] = {}
    for target in targets.values():
        groups.setdefault(target.group, []).append(target)
    context = {
        "run": run,
        "type": run.record_type,
        "steps": wording.STEPS,
        "error": error,
        "mapping": mapping,
        "groups": list(groups.items()),
        "columns": [
            _column(run, index, heading, mapping, growing) for index, heading in enumerate(run.headings)
        ],
        "unsure": sum(bool(c.target) and c.score < SURE for c in mapping.columns),
        "matched": sum(bool(c.target) for c in mapping.columns),
        "may_add_field": run.record_type.custom_fields and can(request.user, "change", "access"),
        "constants": _constants(mapping),
        "plain_groups": [
            (group, [t for t in found if t.field is not None and t.through is None])
            for group, found in groups.items()
        ],
        "sheets": run.source.get("sheets", []),
        "name": run.source.get("name") or run.source.get("remembered") or "",
    }
    return render(request, "exchange/columns.html", context, status=422 if error else 200)


def _constants(mapping: Mapping) -> list[dict[str, Any]]:
    """Lines of the form: those already chosen, then empty ones."""
    chosen = [*mapping.constants.items(), *[("", "")] * CONSTANTS][:CONSTANTS]
    return [{"rank": rank, "target": name, "value": value} for rank, (name, value) in enumerate(chosen)]


def _column(run: ImportRun, index: int, heading: str, mapping: Mapping, growing: set[str]) -> dict[str, Any]:
    column = mapping.columns[index]
    cells = [row[1][index] for row in run.source["sample"] if index < len(row[1])]
    shown = list(dict.fromkeys(text_of(cell) for cell in cells if cell is not None))[:3]
    state = "left" if not column.target else "sure" if column.score >= SURE else "unsure"
    return {
        "index": index, "heading": heading, "sample": shown, "column": column, "state": state,
        "grows": column.target in growing,
    }  # fmt: skip


@signed_in
@require_POST
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Another sheet of the workbook."""
    run = queries.run_or_404(request.user, pk)
    try:
        change_sheet(actor=request.user, run=run, sheet=request.POST.get("sheet", ""))
    except Unreadable as error:
        run.refresh_from_db()
        return _page(request, run, Mapping.from_json(run.mapping), str(error))
    return redirect("exchange:columns", pk=run.pk)
