"""Building a form: its parts and questions, each change kept at once in the draft."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from essaim.engines.forms.actions.building import do_edit
from essaim.engines.forms.actions.publishing import do_duplicate, do_publish, do_set_status
from essaim.engines.forms.answer_page import answer_page
from essaim.engines.forms.building.forms import QuestionForm, SectionForm
from essaim.engines.forms.building.steps import STEPS
from essaim.engines.forms.definition.editing import change_question, change_section, question_of, section_of
from essaim.engines.forms.definition.faults import faults
from essaim.engines.forms.definition.parts import read
from essaim.engines.forms.definition.types import TYPES
from essaim.engines.forms.form_tabs import form_context
from essaim.engines.forms.models import Form, Version
from essaim.engines.forms.queries import form_for
from essaim.engines.forms.sittings import preview_sitting
from essaim.engines.records.api import address_of, record_types
from essaim.kit.access import requires


def form_or_404(request: HttpRequest, pk: int) -> Form:
    form = form_for(request.user, pk)
    if form is None:
        raise Http404
    return form


def mark_of(item: dict[str, Any]) -> str:
    """What the page read of a question, to notice that another has changed it meanwhile."""
    return hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest()[:16]


@require_http_methods(["GET", "HEAD", "POST"])
@requires("change", "forms")
def build(request: HttpRequest, pk: int) -> HttpResponse:
    form = form_or_404(request, pk)
    edited = request.GET.get("q", "")
    if request.method == "POST":
        try:
            form, edited = _step(request, form)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        if not getattr(request, "htmx", False):
            target = reverse("forms:build", kwargs={"pk": pk})
            return redirect(f"{target}?q={edited}#e_{edited}" if edited else target)
    return _shown(request, form, edited)


def _step(request: HttpRequest, form: Form) -> tuple[Form, str]:
    """One gesture: returns the form and what to open for editing."""
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        raise ValidationError(_("Geste inconnu."))
    opened: list[str] = []

    def change(draft: dict[str, Any]) -> dict[str, Any]:
        changed, key = step(draft, request.POST)
        opened[:] = [key]
        return changed

    return do_edit(actor=request.user, form=form, change=change), opened[0] if opened else ""


def _shown(
    request: HttpRequest, form: Form, edited: str, bound: Any = None, status: int = 200
) -> HttpResponse:
    definition = read(form.draft)
    found = faults(form.draft, form.anonymous)
    context = {
        **form_context(request, form, "build"),
        "definition": definition,
        "types": list(TYPES.values()),
        "faults": found,
        "faulty": {fault.where for fault in found},
        "edited": edited,
        "edit_form": bound or _editor(form, edited),
        "edit_mark": _mark(form, edited),
        "unpublished": form.published is None or form.published.definition != form.draft,
    }
    return render(request, "forms/build.html", context, status=status)


def _item(form: Form, key: str) -> dict[str, Any] | None:
    try:
        return section_of(form.draft, key) if key.startswith("s") else question_of(form.draft, key)
    except ValidationError:
        return None


def _mark(form: Form, key: str) -> str:
    item = _item(form, key) if key else None
    return mark_of({name: value for name, value in item.items() if name != "questions"}) if item else ""


def _editor(form: Form, key: str, data: Any = None) -> Any:
    item = _item(form, key) if key else None
    if item is None:
        return None
    definition = read(form.draft)
    if key.startswith("s"):
        return SectionForm(data, definition=definition, section=item, prefix="e")
    return QuestionForm(data, definition=definition, question=item, prefix="e")


@require_POST
@requires("change", "forms")
def edit(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The settings of one question or part."""
    form = form_or_404(request, pk)
    bound = _editor(form, key, request.POST)
    if bound is None:
        messages.error(request, _("Cette question a été retirée entre-temps."))
        return redirect("forms:build", pk=pk)
    if not bound.is_valid():
        return _shown(request, form, key, bound, 422)
    values, read_mark = bound.values(), request.POST.get("mark", "")

    def change(draft: dict[str, Any]) -> dict[str, Any]:
        form.draft = draft
        if _mark(form, key) != read_mark:
            raise ValidationError(
                _("Quelqu’un a modifié cette question entre-temps : vérifiez, puis enregistrez à nouveau.")
            )
        return (
            change_section(draft, key, values) if key.startswith("s") else change_question(draft, key, values)
        )

    try:
        form = do_edit(actor=request.user, form=form, change=change)
    except ValidationError as error:
        bound.add_error(None, error)
        return _shown(request, form_or_404(request, pk), key, bound, 409)
    if getattr(request, "htmx", False):
        response = _shown(request, form, "")
        response["HX-Push-Url"] = reverse("forms:build", kwargs={"pk": pk})
        return response
    return redirect(f"{reverse('forms:build', kwargs={'pk': pk})}#i_{key}")


@require_POST
@requires("change", "forms")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    form = form_or_404(request, pk)
    try:
        version = do_publish(actor=request.user, form=form)
        messages.success(
            request,
            _("Publié : version %(n)s. Les réponses déjà données gardent la leur.") % {"n": version.number},
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("forms:build", pk=pk)
    return redirect("forms:share", pk=pk)


@require_POST
@requires("change", "forms")
def status(request: HttpRequest, pk: int) -> HttpResponse:
    form = form_or_404(request, pk)
    try:
        do_set_status(actor=request.user, form=form, status=request.POST.get("status", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("forms:share", pk=pk)


@require_POST
@requires("create", "forms")
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    made = do_duplicate(actor=request.user, form=form_or_404(request, pk))
    messages.success(request, _("La copie est prête : donnez-lui un titre."))
    return redirect(f"{address_of(record_types.get('forms'), made.pk)}modifier/")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("view", "forms")
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as it would be answered. Nothing of it is kept."""
    form = form_or_404(request, pk)
    return answer_page(
        request, preview_sitting(form, Version(form=form, number=0, definition=form.draft), request)
    )
