"""/administration/champs/: fields added to record types without code."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from essaim.engines.records.custom_fields import actions, queries
from essaim.engines.records.declarations import RecordType, record_types
from essaim.engines.records.forms.custom_field_form import CustomFieldForm
from essaim.engines.records.models import CustomField
from essaim.kit.access import requires

may_see = requires("view", "access")
may_change = requires("change", "access")


def _type(name: str) -> RecordType:
    if name not in record_types or not record_types.get(name).custom_fields:
        raise Http404
    return record_types.get(name)


def _field(type_name: str, pk: int) -> CustomField:
    found = queries.by_key(_type(type_name).name, pk)
    if found is None:
        raise Http404
    return found


@may_see
def custom_types(request: HttpRequest) -> HttpResponse:
    return render(request, "records/custom_types.html", {"lines": queries.type_lines()})


@may_see
def custom_fields(request: HttpRequest, name: str) -> HttpResponse:
    fields = list(queries.of_type(name))
    context = {
        "type": _type(name),
        "live": [item for item in fields if item.retired_at is None],
        "retired": [item for item in fields if item.retired_at is not None],
    }
    return render(request, "records/custom_fields.html", context)


@may_change
def new_custom_field(request: HttpRequest, name: str) -> HttpResponse:
    record_type = _type(name)
    form = CustomFieldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.do_add_field(actor=request.user, type_name=name, **form.values())
        except ValidationError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("Le champ « %s » est ajouté.") % made.label)
            return redirect("records:custom_fields", name=name)
    context = {"type": record_type, "form": form, "field": None}
    return render(request, "records/custom_field.html", context, status=422 if form.errors else 200)


@may_change
def change_custom_field(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    record_type, field = _type(name), _field(name, pk)
    form = CustomFieldForm(request.POST or None, field=field)
    if request.method == "POST" and form.is_valid():
        try:
            actions.do_change_field(actor=request.user, field=field, **form.values())
        except ValidationError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("Modifications enregistrées."))
            return redirect("records:custom_fields", name=name)
    context = {"type": record_type, "form": form, "field": field}
    return render(request, "records/custom_field.html", context, status=422 if form.errors else 200)


def _refuse(form: CustomFieldForm, error: ValidationError) -> None:
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, problems in error.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)


@may_change
@require_POST
def retire_custom_field(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    field = _field(name, pk)
    if field.retired_at is None:
        actions.do_retire_field(actor=request.user, field=field)
        messages.success(request, _("« %s » est retiré ; ses valeurs sont gardées.") % field.label)
    else:
        actions.do_bring_back_field(actor=request.user, field=field)
        messages.success(request, _("« %s » est de nouveau en service.") % field.label)
    return redirect("records:custom_fields", name=name)


@requires("delete", "access")
def delete_custom_field(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Asks first, naming how many values would be lost."""
    field = _field(name, pk)
    if request.method == "POST":
        lost = actions.do_delete_field(actor=request.user, field=field)
        text = ngettext("« %(label)s » est supprimé, avec %(count)d valeur.",
                        "« %(label)s » est supprimé, avec %(count)d valeurs.", lost)  # fmt: skip
        messages.success(request, text % {"label": field.label, "count": lost})
        return redirect("records:custom_fields", name=name)
    context = {"type": _type(name), "field": field, "count": queries.value_count(field)}
    return render(request, "records/custom_field_delete.html", context)


@may_change
@require_POST
def move_custom_field(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """One place up or down among those in service."""
    keys = [item.pk for item in queries.of_type(_type(name).name) if item.retired_at is None]
    step = -1 if request.POST.get("to") == "up" else 1
    if pk in keys:
        place = keys.index(pk)
        target = min(max(place + step, 0), len(keys) - 1)
        keys.insert(target, keys.pop(place))
        actions.do_order_fields(actor=request.user, type_name=name, ids=keys)
    return redirect("records:custom_fields", name=name)
