"""Ready forms to start from, and what one is asked to fill."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.forms.actions.publishing import do_duplicate, do_use_template
from essaim.engines.forms.declared import form_templates
from essaim.engines.forms.definition.parts import read
from essaim.engines.forms.hearing import its_turn
from essaim.engines.forms.queries import open_to, templates_for, voices_rendered_by, voices_waiting_for
from essaim.kit.access import requires, signed_in

from .builder import form_or_404


@require_GET
@requires("create", "forms")
def library(request: HttpRequest) -> HttpResponse:
    ready: list[dict[str, Any]] = [
        {
            "template": item,
            "questions": sum(
                1 for question in read(item.definition()).questions() if question.type != "note"
            ),
        }
        for item in form_templates
    ]
    context = {
        "ready": sorted(ready, key=lambda entry: str(entry["template"].title)),
        "ours": [
            (form, sum(1 for _question in read(form.draft).questions()))
            for form in templates_for(request.user)
        ],
    }
    return render(request, "forms/library.html", context)


@require_POST
@requires("create", "forms")
def use(request: HttpRequest) -> HttpResponse:
    name, key = request.POST.get("name", ""), request.POST.get("form", "")
    try:
        if name:
            if name not in form_templates:
                raise Http404
            made = do_use_template(actor=request.user, name=name)
        elif key.isdecimal() and len(key) < 18:
            source = form_or_404(request, int(key))
            made = do_duplicate(actor=request.user, form=source, title=source.title)
        else:
            raise Http404
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("forms:library")
    messages.success(request, _("Votre formulaire est prêt à être adapté, puis publié."))
    return redirect("forms:build", pk=made.pk)


@require_GET
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    waiting = [
        (
            voice,
            read(voice.response.version.definition).party_label(voice.party),
            its_turn(voice, voice.response.voices.all()),
        )
        for voice in voices_waiting_for(request.user)
        if voice.response.form.is_open() and not voice.is_expired()
    ]
    context = {
        "waiting": waiting,
        "open": open_to(request.user),
        "rendered": voices_rendered_by(request.user),
    }
    return render(request, "forms/mine.html", context)
