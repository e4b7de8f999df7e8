"""Third step: how a row is known to be a record already there, and what happens then."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from essaim.engines.exchange import queries, wording
from essaim.engines.exchange.actions import ask_for_plan, remember, set_rules
from essaim.engines.exchange.mapping import Mapping
from essaim.engines.exchange.models import ImportRun
from essaim.engines.exchange.planning.options import OWN_KEY, Options, key_fields
from essaim.engines.rights.api import can
from essaim.kit.access import signed_in


@signed_in
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    run = queries.run_or_404(request.user, pk)
    if run.is_working or run.written_at or run.created_by_id != request.user.pk:
        return redirect(wording.next_url_name(run), pk=run.pk)
    mapping = Mapping.from_json(run.mapping)
    keys = [field.name for field in key_fields(request.user, run.record_type, mapping)]
    if OWN_KEY in mapping.targets():
        keys.insert(0, OWN_KEY)
    if request.method == "POST":
        options = _read(request, keys)
        set_rules(actor=request.user, run=run, options=options)
        remember(actor=request.user, run=run)
        ask_for_plan(actor=request.user, run=run)
        return redirect("exchange:trial", pk=run.pk)
    return _page(request, run, mapping)


def _read(request: HttpRequest, keys: list[str]) -> Options:
    key = request.POST.get("key", "")
    return Options.from_json(
        {
            "key": key if key in keys else "",
            "existing": request.POST.get("existing", ""),
            "new": request.POST.get("new", ""),
            "bad_values": request.POST.get("bad_values", ""),
            "erase": "erase" in request.POST,
        }
    )


def _page(request: HttpRequest, run: ImportRun, mapping: Mapping) -> HttpResponse:
    context = {
        "run": run,
        "type": run.record_type,
        "steps": wording.STEPS,
        "options": Options.from_json(run.options),
        "keys": key_fields(request.user, run.record_type, mapping),
        "own_key": OWN_KEY if OWN_KEY in mapping.targets() else "",
        "may_create": can(request.user, "create", run.record_type.resource),
        "may_change": can(request.user, "change", run.record_type.resource),
        "has_phone": any("phone" in name or "mobile" in name for name in mapping.targets()),
    }
    return render(request, "exchange/rules.html", context)
