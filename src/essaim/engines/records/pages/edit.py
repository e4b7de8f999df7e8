"""Creating and changing a record: /personnes/nouveau/, /personnes/12/modifier/"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from essaim.engines.journal.api import read
from essaim.engines.records import wording
from essaim.engines.records.access import may_change, may_create
from essaim.engines.records.actions import StaleRecord, change
from essaim.engines.records.conflicts import base_of, differences, read_base, who_and_when
from essaim.engines.records.declarations import RecordType
from essaim.engines.records.forms.record_form import RecordForm
from essaim.engines.records.reading import address_of, record_or_404, record_type_or_404, title_of
from essaim.engines.records.submitting import do_create_once, likenesses, new_token
from essaim.engines.records.values import raw_value
from essaim.engines.rights.api import require


@may_create
def create_page(request: HttpRequest, slug: str) -> HttpResponse:
    record_type = record_type_or_404(slug)
    given = {name: value for name, value in request.GET.items() if value}
    form = RecordForm(request.user, record_type, data=request.POST or None, initial=given)
    context: dict[str, Any] = {"token": request.POST.get("token") or new_token()}
    if request.method == "POST" and form.is_valid():
        values = form.values()
        alike = [] if request.POST.get("sure") else likenesses(request.user, record_type, values)
        if alike:
            context["alike"] = [(item, address_of(record_type, item.pk)) for item in alike]
        elif (response := _create(request, record_type, form, values)) is not None:
            return response
    context |= {
        "type": record_type,
        "form": form,
        "title": wording.new_label(record_type),
        "cancel_url": back_url(request, record_type),
    }
    return render(request, "records/form.html", context, status=422 if form.errors else 200)


def _create(
    request: HttpRequest, record_type: RecordType, form: RecordForm, values: dict[str, Any]
) -> HttpResponse | None:
    token = request.POST.get("token", "")
    try:
        made, key = do_create_once(actor=request.user, record_type=record_type, values=values, token=token)
    except ValidationError as error:
        form.refuse(error)
        return None
    if made is not None:
        messages.success(request, wording.created(record_type, title_of(record_type, made)))
    if request.POST.get("again"):
        return redirect(request.path)
    if key is None:
        return redirect("records:list", slug=record_type.slug)
    return redirect(address_of(record_type, key))


@may_change
def edit_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    record_type = record_type_or_404(slug)
    obj = record_or_404(request.user, record_type, pk)
    require(request.user, "change", record_type.resource, obj, record_type.guard)
    form = RecordForm(request.user, record_type, obj, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = _integer(request.POST.get("version", ""))
        if version is not None and version != obj.version:  # type: ignore[attr-defined]
            return conflict(request, record_type, form)
        try:
            change(
                actor=request.user,
                record_type=record_type,
                obj=obj,
                values=_kept(request, form.values()),
                version=version,
            )
        except ValidationError as error:
            form.refuse(error)
        except StaleRecord as stale:
            return conflict(
                request, record_type, RecordForm(request.user, record_type, stale.current, request.POST)
            )
        else:
            messages.success(request, _("Modifications enregistrées."))
            return redirect(back_url(request, record_type, obj))
    _keep_reading(request, form)
    context = {
        "type": record_type,
        "obj": obj,
        "form": form,
        "base": request.POST.get("base") or base_of(form),
        "version": request.POST.get("version") or obj.version,  # type: ignore[attr-defined]
        "record_title": title_of(record_type, obj),
        "title": _("Modifier : %s") % title_of(record_type, obj),
        "detail_url": address_of(record_type, obj.pk),
        "cancel_url": back_url(request, record_type, obj),
    }
    return render(request, "records/form.html", context, status=422 if form.errors else 200)


def _keep_reading(request: HttpRequest, form: RecordForm) -> None:
    """A form shows sensitive values: the journal remembers who opened it."""
    assert form.obj is not None
    shown = [
        name for name, field in form.record_fields.items() if field.sensitive and raw_value(field, form.obj)
    ]
    read(request.user, form.obj, shown)


def _kept(request: HttpRequest, values: dict[str, Any]) -> dict[str, Any]:
    """Without the fields for which the saved version was chosen over one's own."""
    return {name: value for name, value in values.items() if request.POST.get(f"keep-{name}") != "theirs"}


def conflict(request: HttpRequest, record_type: RecordType, form: RecordForm) -> HttpResponse:
    """Both versions side by side; everything typed travels along, so nothing is lost."""
    form.is_valid()
    assert form.obj is not None
    author, moment = who_and_when(form.obj)
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", "version", "base"} and not name.startswith("keep-")
        for value in values
    ]
    context = {
        "type": record_type,
        "obj": form.obj,
        "record_title": title_of(record_type, form.obj),
        "detail_url": address_of(record_type, form.obj.pk),
        "rows": differences(form, read_base(request.POST.get("base", ""))),
        "author": author,
        "moment": moment,
        "carried": carried,
        "version": form.obj.version,  # type: ignore[attr-defined]
        "base": base_of(form),
    }
    return render(request, "records/conflict.html", context, status=409)


def back_url(request: HttpRequest, record_type: RecordType, obj: models.Model | None = None) -> str:
    """Where one came from, when it is an address of ours; else the record, or the list."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    if asked and url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()):
        return asked
    if obj is not None:
        return address_of(record_type, obj.pk)
    return reverse("records:list", kwargs={"slug": record_type.slug})


def _integer(text: str) -> int | None:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 12 else None
