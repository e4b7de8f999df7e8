"""The parties of a grid, its scores, its other languages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from essaim.engines.forms.actions.building import do_edit
from essaim.engines.forms.building import lines
from essaim.engines.forms.choices import LANGUAGES, RIGHT_TO_LEFT, Method
from essaim.engines.forms.definition.editing import new_key, set_parties, set_scores, set_translations
from essaim.engines.forms.definition.parts import read
from essaim.engines.forms.definition.scoring import counts
from essaim.engines.forms.definition.texts import texts
from essaim.engines.forms.form_tabs import form_context
from essaim.kit.access import requires

from .builder import form_or_404

MOST = 12


@require_http_methods(["GET", "HEAD", "POST"])
@requires("change", "forms")
def parties(request: HttpRequest, pk: int) -> HttpResponse:
    form = form_or_404(request, pk)
    if request.method == "POST":
        return _kept(
            request, form, "forms:parties", lambda draft: set_parties(*_parties(draft, request.POST))
        )
    known = form.draft.get("parties", [])
    empty = {"key": "", "label": "", "turn": 1, "sees": [], "signs": False}
    context = {**form_context(request, form, "parties"), "parties": [*known, empty], "known": known}
    return render(request, "forms/parties.html", context)


def _kept(request: HttpRequest, form: Any, back: str, change: Any) -> HttpResponse:
    try:
        do_edit(actor=request.user, form=form, change=change)
        messages.success(
            request,
            _("Enregistré dans le brouillon. Publiez pour que les prochaines réponses en tiennent compte."),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(back, pk=form.pk)


def _parties(draft: dict[str, Any], sent: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    draft = {**draft}
    known = {party["key"] for party in draft.get("parties", [])}
    found = []
    for rank in range(MOST):
        label = sent.get(f"{rank}-label", "").strip()[:80]
        if not label or sent.get(f"{rank}-remove"):
            continue
        key, turn = sent.get(f"{rank}-key", ""), sent.get(f"{rank}-turn", "1")
        found.append(
            {
                "key": key if key in known else new_key(draft, "p"),
                "label": label,
                "turn": min(max(int(turn), 1), 20) if turn.isdecimal() and len(turn) < 4 else 1,
                "sees": [other for other in sent.getlist(f"{rank}-sees") if other in known],
                "signs": bool(sent.get(f"{rank}-signs")),
            }
        )
    kept = {party["key"] for party in found}
    for party in found:
        party["sees"] = [key for key in party["sees"] if key in kept and key != party["key"]]
    return draft, found


@require_http_methods(["GET", "HEAD", "POST"])
@requires("change", "forms")
def scores(request: HttpRequest, pk: int) -> HttpResponse:
    form = form_or_404(request, pk)
    if request.method == "POST":
        return _kept(request, form, "forms:scores", lambda draft: set_scores(*_scores(draft, request.POST)))
    known = [
        {**score, "bands_text": lines.shown_bands(score.get("bands", []))}
        for score in form.draft.get("scores", [])
    ]
    empty = {"key": "", "label": "", "method": "sum", "questions": [], "bands_text": ""}
    context = {
        **form_context(request, form, "scores"),
        "scores": [*known, empty],
        "counted": [question for question in read(form.draft).questions() if counts(question)],
        "methods": Method.choices,
    }
    return render(request, "forms/scores.html", context)


def _scores(draft: dict[str, Any], sent: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    draft = {**draft}
    known = {score["key"] for score in draft.get("scores", [])}
    questions = {question.key for question in read(draft).questions()}
    found = []
    for rank in range(MOST):
        label = sent.get(f"{rank}-label", "").strip()[:80]
        if not label or sent.get(f"{rank}-remove"):
            continue
        key, method = sent.get(f"{rank}-key", ""), sent.get(f"{rank}-method", "sum")
        found.append(
            {
                "key": key if key in known else new_key(draft, "n"),
                "label": label,
                "method": method if method in Method.values else "sum",
                "questions": [name for name in sent.getlist(f"{rank}-questions") if name in questions],
                "bands": lines.read_bands(sent.get(f"{rank}-bands", "")),
            }
        )
    return draft, found


@require_http_methods(["GET", "HEAD", "POST"])
@requires("change", "forms")
def languages(request: HttpRequest, pk: int) -> HttpResponse:
    form = form_or_404(request, pk)
    wanted = request.GET.get("langue", "")
    code = wanted if wanted in form.languages else next(iter(form.languages), "")
    if not code:
        messages.info(request, _("Choisissez d’abord les autres langues dans les réglages."))
        return redirect("forms:build", pk=pk)
    if request.method == "POST":
        sent = {text.path: request.POST.get(text.path, "").strip()[:4000] for text in texts(form.draft)}
        response = _kept(request, form, "forms:languages", lambda draft: set_translations(draft, code, sent))
        response["Location"] += f"?langue={code}"
        return response
    said = (form.draft.get("translations") or {}).get(code) or {}
    rows = [(text, said.get(text.path, "")) for text in texts(form.draft)]
    context = {
        **form_context(request, form, "languages"),
        "code": code,
        "names": [(name, label) for name, label in LANGUAGES if name in form.languages],
        "language_name": dict(LANGUAGES)[code],
        "direction": "rtl" if code in RIGHT_TO_LEFT else "ltr",
        "rows": rows,
        "missing": sum(not value for _text, value in rows),
    }
    return render(request, "forms/languages.html", context)
