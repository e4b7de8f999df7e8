"""Two records side by side: merge them, or say that they are not the same."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.duplicates import queries
from essaim.engines.duplicates.actions import declare_distinct, reopen
from essaim.engines.duplicates.actions import merge as merge_action
from essaim.engines.duplicates.actions.merging import richer_first
from essaim.engines.duplicates.comparing import lines, sensitive_shown
from essaim.engines.duplicates.forms import DistinctForm
from essaim.engines.duplicates.merging.ledger import MergeBlocked
from essaim.engines.duplicates.merging.relations import counts
from essaim.engines.duplicates.models import DuplicatePair
from essaim.engines.records.api import RecordType, address_of, record_or_404, record_type_or_404, title_of
from essaim.engines.rights.api import can
from essaim.kit.access import requires


def both_or_404(request: HttpRequest, slug: str, one: int, other: int) -> tuple[RecordType, Any, Any]:
    """The two records, the one to keep first (`?garder=` asks for the other way round)."""
    record_type = record_type_or_404(slug)
    if record_type not in queries.types() or one == other:
        raise Http404
    for key in (one, other):
        record_or_404(request.user, record_type, key)
    kept, removed = richer_first(record_type, one, other)
    wanted = request.GET.get("garder", request.POST.get("garder", ""))
    return (record_type, removed, kept) if wanted == str(removed.pk) else (record_type, kept, removed)


@requires("view", "duplicates")
@require_GET
def compare(request: HttpRequest, slug: str, one: int, other: int) -> HttpResponse:
    return _shown(request, slug, one, other, DistinctForm())


def _shown(
    request: HttpRequest,
    slug: str,
    one: int,
    other: int,
    form: DistinctForm,
    blocked: str = "",
    status: int = 200,
) -> HttpResponse:
    record_type, kept, removed = both_or_404(request, slug, one, other)
    user = request.user
    sensitive_shown(user, record_type, kept, removed)
    may_merge = can(user, "change", record_type.resource, kept, record_type.guard) and can(
        user, "delete", record_type.resource, removed, record_type.guard
    )
    context = {
        "record_type": record_type,
        "kept": kept,
        "removed": removed,
        "kept_title": title_of(record_type, kept),
        "removed_title": title_of(record_type, removed),
        "kept_url": address_of(record_type, kept.pk),
        "removed_url": address_of(record_type, removed.pk),
        "lines": lines(user, record_type, kept, removed),
        # How much hangs on a record tells of what its reader may not see: only who may merge needs it.
        "carried": counts(record_type, removed.pk) if may_merge else [],
        "pair": queries.pair_of(record_type, one, other),
        "form": form,
        "blocked": blocked,
        "may_decide": can(user, "change", "duplicates"),
        "may_merge": may_merge,
    }
    return render(request, "duplicates/compare.html", context, status=status)


@requires("change", "duplicates")
@require_POST
def merge(request: HttpRequest, slug: str, one: int, other: int) -> HttpResponse:
    record_type, kept, removed = both_or_404(request, slug, one, other)
    taken = frozenset(
        name.removeprefix("champ-")
        for name, value in request.POST.items()
        if name.startswith("champ-") and value == "right"
    )
    try:
        done = merge_action(
            actor=request.user, record_type=record_type, kept_id=kept.pk, removed_id=removed.pk, taken=taken
        )
    except MergeBlocked as error:
        return _shown(request, slug, one, other, DistinctForm(), str(error), 409)
    messages.success(
        request,
        _(
            "« %(removed)s » est fusionnée dans « %(kept)s ». Vous pouvez défaire cette fusion depuis « Fusions »."
        )
        % {"removed": done.removed_label, "kept": done.kept_label},
    )
    return redirect(address_of(record_type, kept.pk))


@requires("change", "duplicates")
@require_POST
def distinct(request: HttpRequest, slug: str, one: int, other: int) -> HttpResponse:
    record_type = both_or_404(request, slug, one, other)[0]
    form = DistinctForm(request.POST)
    if not form.is_valid():
        return _shown(request, slug, one, other, form, status=422)
    pair = queries.pair_of(record_type, one, other) or _new_pair(record_type, one, other)
    declare_distinct(actor=request.user, pair=pair, reason=form.cleaned_data["reason"])
    messages.success(request, _("Noté : ces deux fiches ne seront plus proposées comme doublons."))
    return redirect(f"{reverse('duplicates:queue')}?fiches={slug}")


def _new_pair(record_type: RecordType, one: int, other: int) -> DuplicatePair:
    low, high = sorted((one, other))
    return DuplicatePair(record_type=record_type.name, low_id=low, high_id=high, score=0, band="review")


@requires("change", "duplicates")
@require_POST
def look_again(request: HttpRequest, slug: str, one: int, other: int) -> HttpResponse:
    record_type = both_or_404(request, slug, one, other)[0]
    pair = queries.pair_of(record_type, one, other)
    if pair is None:
        raise Http404
    reopen(actor=request.user, pair=pair)
    return redirect("duplicates:compare", slug=slug, one=one, other=other)
