"""Parts of the matrix's page: one click on a cell, one line added, changed or removed.

Without JavaScript the same addresses answer by going back to the page.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.kit.access import requires

from . import queries
from .actions.matrix import StaleMatrix, do_add_line, do_remove_line, do_set_line
from .decisions import Refused, can
from .forms import EditLineForm, LineForm
from .matrix import latest_version
from .models import ACTION_OF, FLAGS, Grant
from .presentation import cells
from .wording import ACTIONS, NOUNS, resource_label

FLAG_OF = {action: flag for flag, action in ACTION_OF.items()}


@requires("change", "access")
@require_POST
def toggle(request: HttpRequest) -> HttpResponse:
    """`toggle` is "line.action.seen": the four marks as the page showed them, so that two people
    working at the same time never undo one another unknowingly. `set` insists on a value."""
    pk, action, seen = _asked(request)
    wanted = request.POST.get("set") or ("0" if seen[FLAG_OF[action]] else "1")
    values = {FLAG_OF[action]: wanted == "1"}
    try:
        grant = do_set_line(actor=request.user, grant_id=pk, values=values, seen=seen)
    except StaleMatrix as stale:
        return _conflict(request, stale, action, values)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{reverse('rights:matrix')}#l{pk}")
    return _swapped(request, grant)


def _asked(request: HttpRequest) -> tuple[int, str, dict[str, bool]]:
    pk, action, marks = ([*request.POST.get("toggle", "").split("."), "", "", ""])[:3]
    if not pk.isdigit() or action not in FLAG_OF or len(marks) != len(FLAGS) or set(marks) - {"0", "1"}:
        raise Http404
    return int(pk), action, {flag: mark == "1" for flag, mark in zip(FLAGS, marks, strict=True)}


def _swapped(request: HttpRequest, grant: Grant) -> HttpResponse:
    """The four cells of the line and the version's bar, each put in its place; the conflict, if any, goes."""
    context = {"version": latest_version(), "editable": True, "swap": True}
    bar = render_to_string("rights/parts/version_bar.html", context, request)
    response = HttpResponse(_aside(grant) + bar + '<div id="conflict" hx-swap-oob="true"></div>')
    response["HX-Reswap"] = "none"
    return response


def _conflict(request: HttpRequest, stale: StaleMatrix, action: str, values: dict[str, bool]) -> HttpResponse:
    """What was asked beside what stands now, with the choice."""
    if not request.htmx:  # type: ignore[attr-defined]
        messages.warning(
            request, _("Cette ligne a été modifiée entre-temps : votre clic n’a pas été appliqué.")
        )
        return redirect("rights:matrix")
    grant = stale.current
    marks = _marks(grant) if grant else {}
    context = {
        "grant": grant,
        "version": stale.version,
        "noun": NOUNS[action],
        "wanted": values[FLAG_OF[action]],
        "action": action,
        "rows": [
            {
                "label": NOUNS[name],
                "left": _mark(
                    {**marks, FLAG_OF[name]: values.get(FLAG_OF[name], marks.get(FLAG_OF[name]))}, name
                ),
                "right": _mark(marks, name),
                "changed": name == action,
            }
            for name in ACTIONS
        ],
        "seen": "".join("1" if marks.get(flag) else "0" for flag in FLAGS),
    }
    text = render_to_string("rights/parts/conflict.html", context, request)
    response = HttpResponse(text + (_aside(grant) if grant else ""), status=409)
    response["HX-Retarget"] = "#conflict"
    response["HX-Reswap"] = "outerHTML show:top"
    return response


def _aside(grant: Grant) -> str:
    """The cells of a line, kept apart: beside other elements a browser would drop the table's."""
    return f"<template>{cells(grant, True, swap=True)}</template>"


def _marks(grant: Grant) -> dict[str, bool]:
    return {flag: getattr(grant, flag) for flag in FLAGS}


def _mark(marks: dict[str, Any], action: str) -> str:
    return _("oui") if marks.get(FLAG_OF[action]) else _("non")


@requires("create", "access")
def add_line(request: HttpRequest) -> HttpResponse:
    initial = {"reach": "all", "role": request.GET.get("profil"), "resource": request.GET.get("ressource")}
    form = LineForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            grant = do_add_line(actor=request.user, line=form.line())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _back(request, f"#l{grant.pk}", _("Ligne ajoutée."))
    return _dialog(request, "rights/parts/add_line.html", {"form": form}, form)


@requires("view", "access")
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Reach, note and lead role of a line, since when it stands, and its removal."""
    grant = queries.grant(pk)
    if grant is None:
        raise Http404
    editable = can(request.user, "change", "access")
    form = EditLineForm(request.POST) if request.method == "POST" else EditLineForm.of(grant)
    if request.method == "POST":
        if not editable:
            raise Refused("change", "access")
        if form.is_valid() and _changed(request, form, pk):
            return _back(request, f"#l{pk}", _("Ligne enregistrée."))
    may_remove = can(request.user, "delete", "access")
    label = resource_label(grant.resource)
    context = {"form": form, "grant": grant, "resource_label": label, "editable": editable}
    context["may_remove"] = may_remove
    return _dialog(request, "rights/parts/line.html", context, form)


def _changed(request: HttpRequest, form: EditLineForm, pk: int) -> bool:
    try:
        do_set_line(actor=request.user, grant_id=pk, values=form.values(), seen=form.seen())
    except ValidationError as error:
        form.add_error("reach", error)
        return False
    except StaleMatrix as stale:
        now = stale.current
        text = _("Cette ligne a été modifiée entre-temps : portée « %(reach)s », note « %(note)s ».")
        values = {"reach": now.get_reach_display() if now else "—", "note": now.note if now else "—"}
        form.add_error(None, text % values)
        return False
    return True


@requires("delete", "access")
@require_POST
def remove_line(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        do_remove_line(actor=request.user, grant_id=pk)
    except StaleMatrix:
        return _back(request, "", _("Cette ligne avait déjà été retirée."))
    return _back(request, "", _("Ligne retirée."))


def _back(request: HttpRequest, anchor: str, text: str) -> HttpResponse:
    """To the page, with its filters, on the line."""
    query = request.POST.get("query") or ""
    messages.success(request, text)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect(f"{reverse('rights:matrix')}{'?' + query if query else ''}{anchor}")


def _dialog(request: HttpRequest, template: str, context: dict[str, Any], form: Any) -> HttpResponse:
    """The fragment in a dialog, or a whole page around it where there is no JavaScript."""
    context |= {"query": request.POST.get("query") or request.GET.urlencode()}
    status = 422 if form.is_bound and form.errors else 200
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, template, context, status=status)
    return render(request, "rights/dialog_page.html", {**context, "part": template}, status=status)
