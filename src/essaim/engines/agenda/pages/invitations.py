"""Answers to an invitation: on the event's page, or from the link of a mail."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from essaim.engines.agenda.actions.answering import do_answer
from essaim.engines.agenda.inviting import participation_behind
from essaim.engines.agenda.queries import event_for, next_occurrences, participation_of
from essaim.engines.records.api import address_of, record_types
from essaim.kit.access import public, requires


@require_POST
@requires("view", "events")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    event = event_for(request.user, pk)
    participation = participation_of(event, request.user) if event else None
    if event is None or participation is None:
        raise Http404
    try:
        do_answer(actor=request.user, participation=participation, answer=request.POST.get("answer", ""))
        messages.success(request, _("Votre réponse est notée."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(address_of(record_types.get("events"), event.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@public("on répond à une invitation depuis le lien reçu par courrier électronique, sans se connecter")
def by_mail(request: HttpRequest, signed: str) -> HttpResponse:
    """Reading the page answers nothing: mail programs open links by themselves."""
    from django.utils import timezone

    try:
        participation = participation_behind(signed)
    except signing.BadSignature:
        raise Http404 from None
    if request.method == "POST":
        try:
            do_answer(
                actor=participation.user, participation=participation, answer=request.POST.get("answer", "")
            )
        except ValidationError:
            return redirect(request.path)
    context = {
        "event": participation.event,
        "participation": participation,
        "dates": next_occurrences(participation.event, timezone.now(), 3),
        "answered": request.method == "POST",
    }
    context["zone"] = participation.event.get_zone_display()
    with timezone.override(participation.event.tz):
        response = render(request, "agenda/by_mail.html", context)
    response["Referrer-Policy"] = "same-origin"
    return response
