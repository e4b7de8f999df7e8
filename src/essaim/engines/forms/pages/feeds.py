"""Which record an answer fills, and the answers that wait for somebody to decide."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from essaim.engines.forms.actions.feeding import (
    do_feed,
    do_set_aside,
    do_set_feeds,
    feedable,
    likenesses,
    values_of,
)
from essaim.engines.forms.definition.parts import read
from essaim.engines.forms.form_tabs import form_context
from essaim.engines.forms.models import Form
from essaim.engines.forms.queries import response_for, waiting_feeds
from essaim.engines.records.api import RecordType, address_of, find, record_types
from essaim.engines.rights.api import can
from essaim.kit.access import requires

from .builder import form_or_404

PARTS = (
    ("street", gettext_lazy("rue")),
    ("postcode", gettext_lazy("code postal")),
    ("city", gettext_lazy("ville")),
    ("country", gettext_lazy("pays")),
)


def _types(user: Any) -> list[RecordType]:
    return [item for item in record_types if item.name != "forms" and can(user, "create", item.resource)]


def _sources(form: Form) -> list[tuple[str, str]]:
    found = []
    for question in read(form.draft).questions():
        if question.type == "address":
            found += [(f"{question.key}.{part}", f"{question.label} ({label})") for part, label in PARTS]
        elif question.type not in ("note", "file", "signature", "matrix"):
            found.append((question.key, question.label))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@requires("change", "forms")
def feeds(request: HttpRequest, pk: int) -> HttpResponse:
    form, user = form_or_404(request, pk), request.user
    if form.anonymous:
        raise Http404
    types = _types(user)
    wanted = request.GET.get("type") or form.feeds.get("type", "")
    chosen = next((item for item in types if item.name == wanted), None)
    if request.method == "POST":
        return _saved(request, form, chosen)
    current = form.feeds.get("fields", {}) if chosen and form.feeds.get("type") == chosen.name else {}
    context = {
        **form_context(request, form, "feeds"),
        "types": types,
        "chosen": chosen,
        "fields": [(field, current.get(field.name, "")) for field in feedable(user, chosen)]
        if chosen
        else [],
        "sources": _sources(form),
        "auto": bool(form.feeds.get("auto")),
        "waiting": [_waiting(user, form, response) for response in waiting_feeds(user, form)]
        if form.feeds
        else [],
    }
    return render(request, "forms/feeds.html", context)


def _saved(request: HttpRequest, form: Form, chosen: RecordType | None) -> HttpResponse:
    sources = {key for key, _label in _sources(form)}
    feeds: dict[str, Any] = {}
    if chosen is not None and not request.POST.get("stop"):
        fields = {
            field.name: request.POST.get(field.name, "")
            for field in feedable(request.user, chosen)
            if request.POST.get(field.name, "") in sources
        }
        feeds = {"type": chosen.name, "fields": fields, "auto": bool(request.POST.get("auto"))}
    try:
        do_set_feeds(actor=request.user, form=form, feeds=feeds)
        messages.success(request, _("Enregistré : vaut pour les prochaines réponses."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("forms:feeds", pk=form.pk)


def _waiting(user: Any, form: Form, response: Any) -> dict[str, Any]:
    record_type = record_types.get(form.feeds["type"])
    response.form = form
    values = values_of(form, response)
    labels = {name: field.label for name, field in record_type.own_fields.items()}
    return {
        "response": response,
        "values": [(labels[name], value) for name, value in values.items()],
        "alike": likenesses(user, record_type, values),
        "type": record_type,
    }


@require_POST
@requires("change", "form_answers")
def decide(request: HttpRequest, pk: Any) -> HttpResponse:
    """Makes a record of an answer, completes a known one, or sets the answer aside."""
    response = response_for(request.user, pk)
    if response is None or not response.form.feeds:
        raise Http404
    if request.POST.get("do") == "aside":
        do_set_aside(actor=request.user, response=response)
        return redirect("forms:feeds", pk=response.form_id)
    key = request.POST.get("record", "")
    type_name = response.form.feeds["type"]
    found = find(request.user, type_name, int(key)) if key.isdecimal() and len(key) < 18 else None
    if key and found is None:
        raise Http404
    try:
        made = do_feed(actor=request.user, response=response, obj=found[1] if found else None)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("forms:feeds", pk=response.form_id)
    messages.success(request, _("La fiche est remplie."))
    return redirect(address_of(record_types.get(type_name), made.pk))
