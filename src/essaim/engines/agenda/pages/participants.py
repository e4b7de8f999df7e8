"""Who is asked to an event and who comes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.agenda.actions.inviting import (
    MOST,
    do_invite_people,
    do_invite_person,
    do_note_answer,
    do_remind,
    do_uninvite,
)
from essaim.engines.agenda.attendance import attendance_of
from essaim.engines.agenda.models import Event, Participation
from essaim.engines.agenda.queries import event_for
from essaim.engines.agenda.sources import people_of, people_views
from essaim.engines.records.api import address_of, record_types
from essaim.engines.rights.api import can
from essaim.kit.access import requires
from essaim.kit.templatetags.kit_ui import combobox_html


def _event(request: HttpRequest, pk: int) -> Event:
    event = event_for(request.user, pk)
    if event is None:
        raise Http404
    return event


def _participation(request: HttpRequest, pk: int, key: int) -> Participation:
    found = _event(request, pk).participations.select_related("event").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


@require_GET
@requires("view", "events")
def participants(request: HttpRequest, pk: int) -> HttpResponse:
    event = _event(request, pk)
    user: Any = request.user
    context = {
        "event": event,
        "event_url": address_of(record_types.get("events"), event.pk),
        "attendance": attendance_of(user, event),
        "answers": Participation.Answer.choices,
        "may_change": can(user, "change", "events", event),
        "may_invite": can(user, "view", "people"),
        "box": combobox_html(
            "person",
            reverse("records:choices", kwargs={"slug": "personnes"}),
            id="invite-person",
            placeholder=_("Nom ou prénom"),
        ),
        "views": people_views(user),
    }
    return render(request, "agenda/participants.html", context)


@require_POST
@requires("change", "events")
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """One person (`person`), or all those of a saved view (`source`)."""
    event, text = _event(request, pk), request.POST.get("person", "")
    try:
        if source := request.POST.get("source", ""):
            count = do_invite_people(
                actor=request.user, event=event, people=people_of(request.user, source, MOST + 1)
            )
            text = ngettext("%(n)s personne invitée.", "%(n)s personnes invitées.", count) % {"n": count}
            messages.success(request, text)
            return redirect("agenda:participants", pk=pk)
        if not text.isdecimal() or len(text) > 17:
            raise ValidationError(_("Choisissez une personne dans la liste."))
        do_invite_person(actor=request.user, event=event, person=int(text))
        messages.success(request, _("Cette personne est invitée."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("agenda:participants", pk=pk)


@require_POST
@requires("change", "events")
def uninvite(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    try:
        do_uninvite(actor=request.user, participation=_participation(request, pk, key))
        messages.success(request, _("L’invitation est retirée."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("agenda:participants", pk=pk)


@require_POST
@requires("change", "events")
def note(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    participation = _participation(request, pk, key)
    try:
        do_note_answer(actor=request.user, participation=participation, answer=request.POST.get("answer", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("La réponse est notée."))
    return redirect("agenda:participants", pk=pk)


@require_POST
@requires("change", "events")
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    count = do_remind(actor=request.user, event=_event(request, pk))
    if count:
        text = ngettext("%(n)s relance part.", "%(n)s relances partent.", count) % {"n": count}
        messages.success(request, text)
    else:
        messages.info(request, _("Tous ont déjà été relancés depuis moins d’un jour."))
    return redirect("agenda:participants", pk=pk)
