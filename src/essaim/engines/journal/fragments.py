"""The History of a record, and putting an earlier value back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.kit.access import signed_in

from . import queries
from .actions import do_restore
from .describing import restorers
from .reading import read
from .wording import label_of, sensitive_names, tell

PAGE = 20


@signed_in
@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """Entries of one object, newest first: `type` and `id` say which, `avant` where the page begins.

    Whoever sees the object sees its history; any other object is not found.
    """
    model, object_id = request.GET.get("type", ""), request.GET.get("id", "")
    obj = queries.find_visible(request.user, model, object_id)
    if obj is None:
        raise Http404
    entries = queries.history(model, str(obj.pk))
    before = request.GET.get("avant", "")
    if before.isdigit():
        entries = entries.filter(pk__lt=int(before))
    found = list(entries[: PAGE + 1])
    hidden = sensitive_names(request.user, found[:PAGE])
    reveal = bool(request.GET.get("devoiler"))
    if reveal:
        read(request.user, obj, hidden, note=_("dans l’historique"))
    context = {
        "obj": obj,
        "told": tell(request.user, found[:PAGE], _restorable(request.user, model, obj), reveal),
        "masked": bool(hidden) and not reveal,
        "query": request.GET.urlencode(),
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "first": not before,
        "model": model,
        "back": request.headers.get("HX-Current-URL", "") or request.get_full_path(),
    }
    template = "journal/parts/entries.html" if request.htmx else "journal/history.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def _restorable(user: Any, model: str, obj: Any) -> Any:
    if model not in restorers:
        return None
    restorer = restorers.get(model)
    known: dict[str, bool] = {}

    def allowed(name: str) -> bool:
        if name not in known:
            known[name] = restorer.allowed(user, obj, name)
        return known[name]

    return allowed


@signed_in
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a field the value it had before entry `pk`."""
    entry, name = queries.entry_for_restore(pk), request.POST.get("field", "")
    obj = queries.find_visible(request.user, entry.model, entry.object_id) if entry else None
    if entry is None or obj is None or entry.model not in restorers:
        raise Http404
    label = label_of(entry.model, name) or name
    try:
        do_restore(actor=request.user, obj=obj, entry=entry, name=name)
    except KeyError as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join([_("« %s » n’a pas été rétabli :") % label, *error.messages]))
    except PermissionDenied as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("« %s » a retrouvé sa valeur d’avant.") % label)
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = get_script_prefix()
    return redirect(back)
