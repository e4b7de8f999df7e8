"""Fourth step: what each line would become; doubts are settled, mistakes corrected, nothing is written yet."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.exchange import queries, wording
from essaim.engines.exchange.actions import (
    ask_for_plan,
    ask_for_write,
    correct,
    decide_all,
    translate,
)
from essaim.engines.exchange.actions.running import Busy
from essaim.engines.exchange.errors_workbook import errors_file
from essaim.engines.exchange.models import ImportRow, ImportRun
from essaim.engines.exchange.planning.options import Options
from essaim.engines.exchange.presenting import row_line, unknown_values
from essaim.kit.access import signed_in

PAGE = 25
FIRST_SHOWN = ("doubtful", "error", "update", "create", "unchanged", "skipped")


@signed_in
@require_GET
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    run = queries.run_or_404(request.user, pk)
    if run.state == ImportRun.State.PLANNING:
        return render(
            request,
            "exchange/working.html",
            {"run": run, "type": run.record_type, "steps": wording.STEPS, "step": 4},
        )
    if run.state != ImportRun.State.PLANNED:
        return redirect(wording.next_url_name(run), pk=run.pk)
    chosen = request.GET.get("fate", "")
    if chosen not in ImportRow.Fate.values:
        chosen = next((fate for fate in FIRST_SHOWN if run.count(fate)), "create")
    page = Paginator(run.rows.filter(fate=chosen), PAGE).get_page(request.GET.get("page"))
    return render(request, "exchange/trial.html", _context(request, run, chosen, page))


def _context(request: HttpRequest, run: ImportRun, chosen: str, page: Any) -> dict[str, Any]:
    writable = run.count("create") + run.count("update") + run.count("doubtful")
    return {
        "run": run,
        "type": run.record_type,
        "steps": wording.STEPS,
        "cards": wording.fate_cards(run, chosen),
        "chosen": chosen,
        "page": page,
        "rows": [row_line(request.user, run, row) for row in page],
        "told": wording.told(run),
        "options": Options.from_json(run.options),
        "undecided": run.rows.filter(fate="doubtful", choice="").count(),
        "unknown": unknown_values(request.user, run),
        "nothing": not writable,
        "mine": run.created_by_id == request.user.pk,
    }


@signed_in
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The trial once more, with the values translated on the page if any."""
    run = queries.run_or_404(request.user, pk)
    pairs = {name: str(value) for name, value in request.POST.items() if name.startswith("u-")}
    with suppress(Busy):
        if pairs:
            translate(actor=request.user, run=run, pairs=pairs)
        ask_for_plan(actor=request.user, run=run)
    return redirect("exchange:trial", pk=run.pk)


@signed_in
@require_POST
def decide_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes of all the doubtful rows not decided one by one."""
    run = queries.run_or_404(request.user, pk)
    decide_all(actor=request.user, run=run, choice=request.POST.get("choice", ""))
    return redirect("exchange:trial", pk=run.pk)


@signed_in
def correction(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """The cells of one row, to be corrected on the spot."""
    run = queries.run_or_404(request.user, pk)
    row = queries.row_or_404(run, line)
    if request.method == "POST":
        cells = [request.POST.get(f"cell{index}", "") for index in range(len(run.headings))]
        row = correct(actor=request.user, run=run, line=line, cells=cells)
        if row.fate != ImportRow.Fate.ERROR:
            response = HttpResponse(status=204)
            response["HX-Refresh"] = "true"
            return response if request.headers.get("HX-Request") else redirect("exchange:trial", pk=run.pk)
    shown = {**row_line(request.user, run, row), "run": run, "cells": _cells(run, row)}
    return render(
        request, "exchange/_correction.html", shown, status=422 if request.method == "POST" else 200
    )


def _cells(run: ImportRun, row: ImportRow) -> list[dict[str, Any]]:
    """One entry a column that is matched; `bad` when a message speaks of it."""
    bad = {message["column"] for message in row.messages if message["level"] == "error"}
    columns = run.mapping.get("columns", [])
    return [
        {
            "index": index,
            "heading": heading,
            "value": "" if index >= len(row.cells) or row.cells[index] is None else row.cells[index],
            "bad": index in bad,
            "matched": bool(columns[index].get("target")),
        }
        for index, heading in enumerate(run.headings)
    ]


@signed_in
@require_GET
def errors(request: HttpRequest, pk: int) -> FileResponse:
    """The workbook of the lines to correct."""
    run = queries.run_or_404(request.user, pk)
    name = run.file_name.rsplit(".", 1)[0]
    return FileResponse(errors_file(run), as_attachment=True, filename=f"{name} - à corriger.xlsx")


@signed_in
@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Fifth step: confirmed."""
    run = queries.run_or_404(request.user, pk)
    with suppress(Busy):
        ask_for_write(actor=request.user, run=run)
    return redirect("exchange:result", pk=run.pk)
