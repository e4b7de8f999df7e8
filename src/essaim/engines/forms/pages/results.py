"""What was answered: charts with their table, the answers one by one, files to take away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.forms.actions.opening import do_delete_response
from essaim.engines.forms.definition.parts import read
from essaim.engines.forms.filling.showing import signature_svg
from essaim.engines.forms.form_tabs import form_context
from essaim.engines.forms.hearing import its_turn, name_of, readable
from essaim.engines.forms.models import Form, Response
from essaim.engines.forms.queries import (
    counts_of,
    done_responses,
    files_of,
    response_for,
    shown_responses,
    too_few,
)
from essaim.engines.forms.results.comparing import compare
from essaim.engines.forms.results.exporting import as_csv, as_xlsx, table
from essaim.engines.forms.results.pdf import NoPdf, pdf_of
from essaim.engines.forms.results.summary import summarise
from essaim.engines.records.api import address_of, find
from essaim.engines.rights.api import can, guards
from essaim.kit.access import requires

from .builder import form_or_404

PAGE = 50
CHARTED = 20_000


@require_GET
@requires("view", "form_answers")
def results(request: HttpRequest, pk: int) -> HttpResponse:
    form = form_or_404(request, pk)
    rows = done_responses(request.user, form)
    number = rows.count()
    hidden = too_few(form, number)
    context: dict[str, Any] = {**form_context(request, form, "results"), "number": number, "hidden": hidden}
    if form.published is None or hidden:
        return render(request, "forms/results.html", context)
    definition = read(form.published.definition)
    wanted = request.GET.get("voix", "")
    party = wanted if definition.party(wanted) else ""
    taken = rows.select_related("version").prefetch_related("voices")[:CHARTED]
    voices = [
        voice
        for response in taken
        for voice in readable(request.user, definition, list(response.voices.all()))
    ]
    summaries, spreads = summarise(definition, voices, party)
    page = Paginator(shown_responses(request.user, form), PAGE).get_page(request.GET.get("page"))
    context |= {
        "summaries": summaries,
        "spreads": spreads,
        "definition": definition,
        "party": party,
        "page_obj": page,
        "lines": [_line(definition, response) for response in page.object_list],
        "counts": counts_of(request.user, form),
        "cut": number > CHARTED,
    }
    return render(request, "forms/results.html", context)


def _line(definition: Any, response: Response) -> dict[str, Any]:
    voices = list(response.voices.all())
    done = sum(voice.state == "sent" for voice in voices)
    scores = [voice.main_score for voice in voices if voice.main_score is not None]
    names = ", ".join(name_of(definition, voice) for voice in voices if voice.name)
    return {
        "response": response,
        "title": response.title or names or _("Réponse sans nom"),
        "names": names if response.title else "",
        "done": done,
        "all": len(voices),
        "score": sum(scores) / len(scores) if scores else None,
    }


def response_or_404(request: HttpRequest, pk: Any) -> Response:
    response = response_for(request.user, pk)
    if response is None:
        raise Http404
    if response.form.anonymous and too_few(
        response.form, done_responses(request.user, response.form).count()
    ):
        raise Http404
    return response


def _told(request: HttpRequest, response: Response) -> dict[str, Any]:
    """One answer as its page and its PDF show it."""
    user = request.user
    definition = read(response.version.definition, "", response.setup)
    voices = list(response.voices.all())
    seen = readable(user, definition, voices)
    kept = [voice for voice in seen if voice.state == "sent"]
    files = files_of(kept)
    found = find(user, response.subject_type, response.subject_id) if response.subject_type else None
    fed = find(user, response.fed_type, response.fed_id) if response.fed_type else None
    return {
        "response": response,
        "form_obj": response.form,
        "table": compare(definition, kept, {key: item.name for key, item in files.items()}),
        "files": list(files.values()),
        "signatures": [
            (name_of(definition, voice), signature_svg(voice.signature), voice)
            for voice in kept
            if voice.signature
        ],
        "states": [(voice, name_of(definition, voice), its_turn(voice, voices)) for voice in voices],
        "hidden_voices": len(voices) - len(seen),
        "done": sum(voice.state == "sent" for voice in voices),
        "subject": (str(found[1]), address_of(found[0], found[1].pk)) if found else None,
        "fed": (str(fed[1]), address_of(fed[0], fed[1].pk)) if fed else None,
    }


@require_GET
@requires("view", "form_answers")
def response_page(request: HttpRequest, pk: Any) -> HttpResponse:
    response = response_or_404(request, pk)
    guard = guards.get("form_answers")
    context = {
        **form_context(request, response.form, "results"),
        **_told(request, response),
        "may_write": can(request.user, "change", "form_answers", response, guard),
        "may_delete": can(request.user, "delete", "form_answers", response, guard),
    }
    return render(request, "forms/response.html", context)


@require_GET
@requires("view", "form_answers")
def response_pdf(request: HttpRequest, pk: Any) -> HttpResponse:
    response = response_or_404(request, pk)
    try:
        content = pdf_of(_told(request, response))
    except NoPdf:
        messages.error(request, _("Cette machine ne sait pas écrire de PDF : imprimez la page."))
        return redirect("forms:response", pk=pk)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{_name(response.form)}.pdf"'
    return answer


@require_GET
@requires("view", "form_answers")
def export(request: HttpRequest, pk: int, ending: str) -> HttpResponse | StreamingHttpResponse:
    form = form_or_404(request, pk)
    rows = done_responses(request.user, form)
    if too_few(form, rows.count()):
        raise Http404
    taken = rows.select_related("version", "form").prefetch_related("voices")
    lines = table(request.user, form, taken.iterator(chunk_size=500))
    name = f'attachment; filename="{_name(form)}-{timezone.localdate().isoformat()}.{ending}"'
    if ending == "csv":
        return StreamingHttpResponse(
            as_csv(lines), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name}
        )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return HttpResponse(as_xlsx(lines), content_type=kind, headers={"Content-Disposition": name})


def _name(form: Form) -> str:
    return slugify(form.title)[:60] or "formulaire"


@require_POST
@requires("delete", "form_answers")
def delete(request: HttpRequest, pk: Any) -> HttpResponse:
    response = response_or_404(request, pk)
    form_pk = response.form_id
    try:
        do_delete_response(actor=request.user, response=response)
        messages.success(request, _("La réponse est supprimée."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("forms:results", pk=form_pk)
