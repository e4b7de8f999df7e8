"""Giving a form out: its link and code, people asked by mail, parties of a grid, who has answered."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from essaim.engines.forms.actions.opening import Seat, do_invite, do_open, do_renew, do_reopen
from essaim.engines.forms.choices import Spoken
from essaim.engines.forms.definition.parts import read as read_definition
from essaim.engines.forms.doors import public_link, voice_link
from essaim.engines.forms.form_tabs import form_context
from essaim.engines.forms.hearing import its_turn
from essaim.engines.forms.qr import svg
from essaim.engines.forms.queries import (
    invited_tickets,
    invited_voices,
    known_user,
    response_for,
    ticket_counts,
)
from essaim.engines.journal.api import read
from essaim.engines.records.api import find
from essaim.kit.access import requires

from .builder import form_or_404

_LINE = re.compile(r"^\s*(?:(?P<name>[^<>;,\t]*?)\s*[<;,\t]\s*)?(?P<email>[^\s<>;,@]+@[^\s<>;,@]+)>?\s*$")


@require_http_methods(["GET", "HEAD"])
@requires("change", "forms")
def share(request: HttpRequest, pk: int) -> HttpResponse:
    form = form_or_404(request, pk)
    definition = read_definition(form.published.definition) if form.published else None
    tickets = invited_tickets(form) if form.anonymous else []
    context = {
        **form_context(request, form, "share"),
        "link": public_link(form),
        "parties": definition.parties if definition else (),
        "voices": [] if form.anonymous else invited_voices(request.user, form),
        "tickets": tickets,
        "ticket_counts": ticket_counts(form) if form.anonymous else None,
        "open_now": form.is_open(),
    }
    return render(request, "forms/share.html", context)


@require_GET
@requires("change", "forms")
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """The QR code of the public address, as a drawing to print."""
    form = form_or_404(request, pk)
    response = HttpResponse(svg(public_link(form)), content_type="image/svg+xml")
    if request.GET.get("fichier"):
        response["Content-Disposition"] = 'attachment; filename="formulaire.svg"'
    return response


def people_of(text: str, names_alone: bool = False) -> list[tuple[str, str]]:
    """« Awa Diop <awa@…> », « Awa Diop; awa@… » or an address alone, one a line; a name alone where a link
    may be handed over."""
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        if names_alone and "@" not in line:
            found.append((line.strip()[:160], ""))
            continue
        read_line = _LINE.match(line)
        if read_line is None:
            raise ValidationError(_("Cette ligne n’est pas une adresse : « %s ».") % line.strip()[:80])
        found.append(((read_line["name"] or "").strip(' "'), read_line["email"]))
    return found


@require_POST
@requires("create", "form_answers")
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    form = form_or_404(request, pk)
    try:
        number = do_invite(actor=request.user, form=form, people=people_of(request.POST.get("people", "")))
        messages.success(
            request,
            ngettext("%(n)s personne invitée.", "%(n)s personnes invitées.", number) % {"n": number}
            if number
            else _("Personne de nouveau à inviter : ces adresses le sont déjà."),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("forms:share", pk=pk)


@require_POST
@requires("create", "form_answers")
def open_grid(request: HttpRequest, pk: int) -> HttpResponse:
    """A grid opened for its parties, perhaps about a record (?type=&fiche= of the form)."""
    form = form_or_404(request, pk)
    if form.published is None:
        raise Http404
    try:
        seats = [
            seat
            for party in read_definition(form.published.definition).parties
            for seat in _seats(party.key, request.POST.get(f"people-{party.key}", ""))
        ]
        made = do_open(
            actor=request.user,
            form=form,
            seats=seats,
            subject=_subject(request),
            title=request.POST.get("title", ""),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("forms:share", pk=pk)
    messages.success(request, _("La grille est ouverte : chacun reçoit son lien quand vient son tour."))
    return redirect("forms:response", pk=made.pk)


def _subject(request: HttpRequest) -> Any:
    key = request.POST.get("subject_id", "")
    found = (
        find(request.user, request.POST.get("subject_type", ""), int(key))
        if key.isdecimal() and len(key) < 18
        else None
    )
    return found[1] if found else None


def _seats(party: str, text: str) -> list[Seat]:
    return [Seat(party, name, email, known_user(email)) for name, email in people_of(text, names_alone=True)]


@require_POST
@requires("change", "form_answers")
def renew(request: HttpRequest, pk: Any, voice: Any) -> HttpResponse:
    return _on_voice(request, pk, voice, do_renew, _("Un nouveau lien est parti ; l’ancien n’ouvre plus."))


@require_POST
@requires("change", "form_answers")
def reopen(request: HttpRequest, pk: Any, voice: Any) -> HttpResponse:
    return _on_voice(
        request, pk, voice, do_reopen, _("La réponse est rendue à qui l’a donnée, pour correction.")
    )


def _on_voice(request: HttpRequest, pk: Any, voice: Any, action: Any, said: str) -> HttpResponse:
    response = response_for(request.user, pk)
    found = response.voices.filter(pk=voice).first() if response else None
    if response is None or found is None:
        raise Http404
    try:
        action(actor=request.user, voice=found)
        messages.success(request, said)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    if request.POST.get("back") == "share":
        return redirect("forms:share", pk=response.form_id)
    return redirect("forms:response", pk=pk)


@require_GET
@requires("create", "form_answers")
def personal_link(request: HttpRequest, pk: Any, voice: Any) -> HttpResponse:
    """The link of somebody who has neither mailbox nor account, to hand over: whoever is written to is alone
    to hold theirs. Each time it is shown stands in the journal."""
    response = response_for(request.user, pk)
    found = response.voices.filter(pk=voice).exclude(state=Spoken.SENT).first() if response else None
    if response is None or found is None or not found.nonce or found.user_id is not None or found.email:
        raise Http404
    read(request.user, response, [f"link {found.pk.hex}"], note=_("Lien remis : %s") % found.name)
    context = {
        **form_context(request, response.form, "share"),
        "voice": found,
        "link": voice_link(found),
        "drawing": svg(voice_link(found)),
        "turn": its_turn(found, response.voices.all()),
        "response": response,
    }
    return render(request, "forms/personal_link.html", context)
