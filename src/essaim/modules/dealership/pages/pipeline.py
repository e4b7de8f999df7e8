"""Sales under way, stage by stage."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.records.api import address_of, record_types
from essaim.engines.rights.api import can
from essaim.kit.access import requires
from essaim.modules.dealership import queries
from essaim.modules.dealership.actions.sales import do_move
from essaim.modules.dealership.choices import Condition, Stage


@require_GET
@requires("view", "sales")
def pipeline_page(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    condition = request.GET.get("vehicule", "")
    mine = request.GET.get("qui") == "moi"
    columns = queries.pipeline(user, condition, mine)
    open_columns = [column for column in columns if column.stage in queries.OPEN_STAGES]
    context = {
        "columns": columns,
        "count": sum(column.count for column in open_columns),
        "amount": sum(column.amount for column in open_columns),
        "stages": Stage.choices,
        "may_change": can(user, "change", "sales"),
        "may_create": can(user, "create", "sales"),
        "filters": _filters(condition, mine),
        "opportunities": record_types.get("opportunities"),
    }
    return render(request, "dealership/pipeline.html", context)


def _filters(condition: str, mine: bool) -> list[dict[str, Any]]:
    base = reverse("dealership:pipeline")
    who = "&qui=moi" if mine else ""
    shown = condition if condition in Condition.values else ""
    found = [{"label": _("Tous les véhicules"), "url": f"{base}?{who.lstrip('&')}", "active": not shown}]
    found += [
        {"label": label, "url": f"{base}?vehicule={code}{who}", "active": shown == code}
        for code, label in Condition.choices
    ]
    what = f"?vehicule={shown}" if shown else "?"
    mine_url = f"{base}{what}" if mine else f"{base}{what}{'&' if shown else ''}qui=moi"
    return [*found, {"label": _("Les miennes seulement"), "url": mine_url, "active": mine}]


@require_POST
@requires("change", "sales")
def move(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    opportunity = queries.opportunity_of(user, pk)
    stage = request.POST.get("stage", "")
    if opportunity is None or stage not in Stage.values:
        raise Http404
    moved = do_move(actor=user, opportunity=opportunity, stage=stage)
    messages.success(request, _("« %(sale)s » est à l’étape « %(stage)s ».")
                     % {"sale": moved, "stage": moved.get_stage_display()})  # fmt: skip
    back = request.POST.get("next", "")
    if back and url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return redirect(back)
    return redirect(address_of(record_types.get("opportunities"), moved.pk))
