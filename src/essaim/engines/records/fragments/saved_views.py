"""Saving, renaming, sharing, copying and deleting the views of a list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.engines.records.access import may_view
from essaim.engines.records.addresses import read_address
from essaim.engines.records.declarations import RecordType
from essaim.engines.records.forms.view_form import ViewForm
from essaim.engines.records.models import SavedView
from essaim.engines.records.reading import record_type_or_404
from essaim.engines.records.view_actions import (
    do_change_view,
    do_delete_view,
    do_save_view,
    do_set_default,
)
from essaim.engines.records.views import may_edit, open_view, uses_of, visible_views


def _view_or_404(request: HttpRequest, record_type: RecordType, pk: int) -> SavedView:
    found = next((view for view in visible_views(request.user, record_type) if view.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _go(request: Any, record_type: RecordType, pk: int | None) -> HttpResponse:
    url = reverse("records:list", kwargs={"slug": record_type.slug})
    url += "" if pk is None else f"?vue={pk}"
    if request.htmx:
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    return redirect(url)


def _dialog(request: Any, context: dict[str, Any], status: int = 200) -> HttpResponse:
    template = "records/_view_form.html" if request.htmx else "records/view_form.html"
    return render(request, template, {"url": request.get_full_path(), **context}, status=status)


@may_view
def new_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Keeps the list as the address says it under a name."""
    record_type = record_type_or_404(slug)
    opened = open_view(request.user, record_type, read_address(request.GET))
    name = _("Copie de %s") % opened.view.name if opened.view else ""
    form = ViewForm(request.user, data=request.POST or None, name=name)
    if request.method == "POST" and form.is_valid():
        view = do_save_view(
            actor=request.user,
            record_type=record_type,
            name=form.cleaned_data["name"],
            query=opened.address.query(record_type.name),
            sharing=form.sharing(),
        )
        messages.success(request, _("La vue « %s » est enregistrée.") % view.name)
        return _go(request, record_type, view.pk)
    context = {"type": record_type, "form": form, "title": _("Enregistrer cette vue")}
    return _dialog(request, context, status=422 if form.errors else 200)


@may_view
def change_view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    record_type = record_type_or_404(slug)
    view = _view_or_404(request, record_type, pk)
    form = ViewForm(request.user, data=request.POST or None, view=view)
    if request.method == "POST" and form.is_valid():
        try:
            do_change_view(
                actor=request.user, view=view, name=form.cleaned_data["name"], sharing=form.sharing()
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _go(request, record_type, view.pk)
    context = {
        "type": record_type,
        "form": form,
        "title": _("Nom et partage de la vue"),
        "view": view,
        "uses": uses_of(view),
        "may_edit": may_edit(request.user, view),
    }
    return _dialog(request, context, status=422 if form.errors else 200)


@require_POST
@may_view
def update_view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keeps in the view the filters, sort and columns the address now holds."""
    record_type = record_type_or_404(slug)
    view = _view_or_404(request, record_type, pk)
    opened = open_view(request.user, record_type, read_address(request.GET))
    do_change_view(actor=request.user, view=view, query=opened.address.query(record_type.name))
    messages.success(request, _("La vue « %s » est à jour.") % view.name)
    return _go(request, record_type, view.pk)


@require_POST
@may_view
def default_view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    record_type = record_type_or_404(slug)
    view = _view_or_404(request, record_type, pk) if pk else None
    do_set_default(actor=request.user, record_type=record_type, view=view)
    messages.success(
        request,
        _("La liste s’ouvrira désormais sur « %s ».") % view.name
        if view
        else _("La liste s’ouvrira désormais en entier."),
    )
    return _go(request, record_type, pk)


@require_POST
@may_view
def delete_view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    record_type = record_type_or_404(slug)
    view = _view_or_404(request, record_type, pk)
    do_delete_view(actor=request.user, view=view)
    messages.success(request, _("La vue « %s » est supprimée.") % view.name)
    return _go(request, record_type, None)
