"""One field edited where it is shown, in a list or on a record's page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from essaim.engines.journal.api import read
from essaim.engines.records.access import may_change, may_view
from essaim.engines.records.actions import StaleRecord, change
from essaim.engines.records.catalogue import fields_for
from essaim.engines.records.cells import is_inline, prefix_of, renderer
from essaim.engines.records.conflicts import base_of, differences, read_base, who_and_when
from essaim.engines.records.declarations import Field, RecordType
from essaim.engines.records.detailing import shown_fields
from essaim.engines.records.forms.record_form import RecordForm
from essaim.engines.records.queries import values_of
from essaim.engines.records.reading import record_or_404, record_type_or_404, title_of
from essaim.engines.rights.api import require


@may_change
def field_editor(request: HttpRequest, slug: str, pk: int, name: str) -> HttpResponse:
    """GET: the little form of one field. POST: writes it and answers how it now reads."""
    record_type = record_type_or_404(slug)
    obj = record_or_404(request.user, record_type, pk)
    require(request.user, "change", record_type.resource, obj, record_type.guard)
    form = RecordForm(request.user, record_type, obj, data=request.POST or None, only=[name])
    if name not in form.record_fields or not is_inline(form.record_fields[name]):
        raise Http404
    if request.method == "POST" and form.is_valid():
        return _save(request, record_type, form, name)
    return _editor(request, record_type, form, name, status=422 if form.errors else 200)


def _save(request: HttpRequest, record_type: RecordType, form: RecordForm, name: str) -> HttpResponse:
    base = read_base(request.POST.get("base", ""))
    clashing = [item for item in differences(form, base) if item.both]
    if clashing and not request.POST.get("mine"):
        return _editor(request, record_type, form, name, clash=clashing[0], status=422)
    obj: Any = form.obj
    try:
        obj = change(
            actor=request.user, record_type=record_type, obj=obj, values=form.values(), version=obj.version
        )
    except ValidationError as error:
        form.refuse(error)
        return _editor(request, record_type, form, name, status=422)
    except StaleRecord as stale:
        fresh = RecordForm(request.user, record_type, stale.current, data=request.POST, only=[name])
        fresh.is_valid()
        return _editor(request, record_type, fresh, name, status=422)
    return _shown(request, record_type, obj, form.record_fields[name])


def _editor(
    request: HttpRequest,
    record_type: RecordType,
    form: RecordForm,
    name: str,
    clash: Any = None,
    status: int = 200,
) -> HttpResponse:
    obj: Any = form.obj
    author, moment = who_and_when(obj)
    context = {
        "form": form,
        "field": form[name],
        "base": request.POST.get("base") or base_of(form),
        "clash": clash,
        "author": author,
        "moment": moment,
        "record_title": title_of(record_type, obj),
        "place": request.POST.get("place") or request.GET.get("place", ""),
        "url": request.path,
    }
    return render(request, "records/_editor.html", context, status=status)


def _shown(request: HttpRequest, record_type: RecordType, obj: models.Model, field: Field) -> HttpResponse:
    if request.POST.get("place") == "list":
        return HttpResponse(renderer(field)(values_of(request.user, record_type, obj, [field])[0]))
    return _value(request, record_type, obj, field)


def _value(
    request: HttpRequest, record_type: RecordType, obj: models.Model, field: Field, reveal: bool = False
) -> HttpResponse:
    shown = shown_fields(request.user, record_type, obj, [field], may_change=True, reveal=reveal)[0]
    return HttpResponse(shown.drawn(f"{prefix_of(record_type.name)}{obj.pk}/"))


@require_POST
@may_view
def reveal(request: HttpRequest, slug: str, pk: int, name: str) -> HttpResponse:
    """Shows a sensitive value: who looked at what is kept in the journal."""
    record_type = record_type_or_404(slug)
    obj = record_or_404(request.user, record_type, pk)
    field = fields_for(request.user, record_type).get(name)
    if field is None or not field.sensitive:
        raise Http404
    read(request.user, obj, [name])
    if not request.headers.get("HX-Request"):
        return redirect(request.path.split("devoiler/", 1)[0])
    return _value(request, record_type, obj, field, reveal=True)
