"""Parts of pages: quick entry with its preview, older exchanges, tasks ticked off."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.notifications.api import colleagues
from essaim.engines.records.api import RecordType, address_of, record_or_404, record_type_or_404, record_types
from essaim.engines.rights.api import can
from essaim.kit.access import requires, signed_in

from . import queries
from .actions.entries import do_postpone, do_quick_entry, do_set_done
from .models import Task
from .presenting import FILTERS, ICONS, lines
from .quick_entry import Understood, understand


def _record(request: HttpRequest, slug: str, pk: int) -> tuple[RecordType, models.Model]:
    record_type = record_type_or_404(slug)
    if not can(request.user, "view", record_type.resource):
        raise Http404
    return record_type, record_or_404(request.user, record_type, pk)


def panel_context(user: Any, record_type: RecordType, obj: Any, kind: str = "") -> dict[str, Any]:
    """Everything the panel shows: the entry line, what is to do, the latest exchanges."""
    sees, sees_tasks = can(user, "view", "interactions"), can(user, "view", "tasks")
    page = queries.latest_of(user, record_type.name, obj.pk, kind) if sees else queries.Page([], "")
    base = reverse("timeline:panel", kwargs={"slug": record_type.slug, "pk": obj.pk})
    return {
        "base": base,
        "people_url": reverse("notifications:people"),
        "record_type": record_type,
        "lines": lines(page.items),
        "after": page.after,
        "kind": kind,
        "filters": FILTERS,
        "tasks": queries.open_tasks_of(user, record_type.name, obj.pk) if sees_tasks else [],
        "may_write": can(user, "create", "interactions") or can(user, "create", "tasks"),
        "sees": sees,
        "today": timezone.localdate(),
    }


@require_GET
@signed_in
def panel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The panel filtered by kind (?type=call), or the older exchanges (?apres=…)."""
    record_type, obj = _record(request, slug, pk)
    kind = request.GET.get("type", "")
    kind = kind if kind in ICONS else ""
    before = request.GET.get("apres", "")
    if not before:
        return render(request, "timeline/panel.html", panel_context(request.user, record_type, obj, kind))
    if not can(request.user, "view", "interactions"):
        raise Http404
    page = queries.latest_of(request.user, record_type.name, obj.pk, kind, before)
    base = reverse("timeline:panel", kwargs={"slug": slug, "pk": pk})
    context = {"lines": lines(page.items), "after": page.after, "kind": kind, "base": base}
    return render(request, "timeline/_lines.html", context)


def _read(request: HttpRequest, data: Any) -> Understood:
    """The line as it is understood; `nature` settles exchange or task when the writer chose."""
    chosen = {"tache": True, "echange": False}.get(data.get("nature", ""))
    text = data.get("texte", "").replace("\x00", "")[:500]
    return understand(text, user=request.user, people=colleagues(request.user)[:500], as_task=chosen)


@require_GET
@signed_in
def preview(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What was understood of the line so far, before anything is written."""
    _record(request, slug, pk)
    text = request.GET.get("texte", "").strip()
    entry = _read(request, request.GET) if text else None
    return render(request, "timeline/_preview.html", _preview_context(entry))


def _preview_context(entry: Understood | None) -> dict[str, Any]:
    return {"entry": entry, "icon": ICONS.get(entry.kind, "note") if entry else ""}


@require_POST
@signed_in
def write(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Writes the line; the action asks for the right on exchanges or on tasks."""
    record_type, obj = _record(request, slug, pk)
    entry = _read(request, request.POST)
    try:
        do_quick_entry(
            actor=request.user,
            record_type=record_type,
            obj=obj,
            entry=entry,
            body=request.POST.get("detail", ""),
        )
    except ValidationError as error:
        return _refused(request, entry, " ".join(error.messages))
    if not getattr(request, "htmx", False):
        return redirect(address_of(record_type, obj.pk))
    text = _("Tâche notée.") if entry.is_task else _("Échange noté.")
    response = render(request, "timeline/panel.html", panel_context(request.user, record_type, obj))
    response["HX-Trigger"] = json.dumps({"es:toast": {"level": "success", "text": text}})
    return response


def _refused(request: HttpRequest, entry: Understood, message: str) -> HttpResponse:
    context = {**_preview_context(entry if entry.subject else None), "error": message}
    response = render(request, "timeline/_preview.html", context, status=422)
    response["HX-Retarget"], response["HX-Reswap"] = "#suivi-compris", "outerHTML"
    return response


def _task(request: HttpRequest, pk: int) -> Task:
    task = queries.task_for(request.user, pk)
    if task is None:
        raise Http404
    return task


@require_POST
@requires("change", "tasks")
def set_done(request: HttpRequest, pk: int, done: bool) -> HttpResponse:
    task = do_set_done(actor=request.user, task=_task(request, pk), done=done)
    return _task_line(request, task, _("C’est fait.") if done else _("De nouveau à faire."))


@require_POST
@requires("change", "tasks")
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """To tomorrow, or next Monday: ?jusqu=demain|lundi"""
    today = timezone.localdate()
    days = {"demain": 1, "lundi": 7 - today.weekday(), "semaine": 7}.get(request.POST.get("jusqu", ""))
    if days is None:
        raise PermissionDenied(_("On ne peut pas reporter à ce jour."))
    task = do_postpone(actor=request.user, task=_task(request, pk), day=today + timedelta(days=days))
    return _task_line(request, task, _("Reportée."))


def _task_line(request: HttpRequest, task: Task, text: str) -> HttpResponse:
    if not getattr(request, "htmx", False):
        return redirect(_back(request, task))
    with_subject = request.POST.get("vue") == "accueil"
    context = {"task": _task(request, task.pk), "today": timezone.localdate(), "with_subject": with_subject}
    response = render(request, "timeline/_task.html", context)
    response["HX-Trigger"] = json.dumps({"es:toast": {"level": "success", "text": text}})
    return response


def _back(request: HttpRequest, task: Task) -> str:
    """The page the button stood on, when it is one of ours; else the task's own."""
    page = request.headers.get("referer", "")
    local = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if local else address_of(record_types.get("tasks"), task.pk)
