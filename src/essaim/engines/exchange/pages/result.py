"""Fifth step: the writing as it goes, then what was written; and its undoing."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.exchange import queries, wording
from essaim.engines.exchange.actions import ask_for_undo
from essaim.engines.exchange.actions.running import Busy
from essaim.engines.exchange.models import ImportRun
from essaim.engines.exchange.presenting import kept_lines
from essaim.kit.access import signed_in


@signed_in
@require_GET
def result(request: HttpRequest, pk: int) -> HttpResponse:
    run = queries.run_or_404(request.user, pk)
    context = {"run": run, "type": run.record_type, "steps": wording.STEPS, "step": 5}
    if run.is_working:
        return render(request, "exchange/working.html", context)
    return render(request, "exchange/result.html", {**context, **_report(request.user, run)})


def _report(user: Any, run: ImportRun) -> dict[str, Any]:
    written = run.counts.get("written", {})
    return {
        "written": {
            name: written.get(name, 0) for name in ("created", "changed", "unchanged", "refused", "related")
        },
        "rows": run.count("rows"),
        "unchanged": run.count("unchanged") + written.get("unchanged", 0),
        "gathered": run.count("gathered"),
        "errors": run.rows.filter(fate="error").count(),
        "left": sum(run.counts.get("left", {}).values()),
        "told": wording.told(run),
        "undo": {name: run.undo_report.get(name, 0) for name in ("deleted", "restored", "kept")},
        "kept": kept_lines(user, run),
        "tone": wording.state_tone(run),
        "corrected": run.corrected_by.order_by("pk").first(),
    }


@signed_in
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    run = queries.run_or_404(request.user, pk)
    with suppress(Busy):
        ask_for_undo(actor=request.user, run=run)
    return redirect("exchange:result", pk=run.pk)
