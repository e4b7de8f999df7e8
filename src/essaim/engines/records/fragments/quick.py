"""Creating a record in two fields, in a dialog: /organismes/rapide/"""

from __future__ import annotations

import json

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from essaim.engines.records import wording
from essaim.engines.records.access import may_create
from essaim.engines.records.declarations import RecordType
from essaim.engines.records.forms.record_form import RecordForm
from essaim.engines.records.reading import address_of, record_type_or_404, title_of
from essaim.engines.records.submitting import do_create_once, likenesses, new_token
from essaim.engines.records.values import writable_fields


@may_create
def quick(request: HttpRequest, slug: str) -> HttpResponse:
    record_type = record_type_or_404(slug)
    fields = writable_fields(request.user, record_type)
    names = [name for name, field in fields.items() if field.quick or field.required]
    form = RecordForm(
        request.user, record_type, data=request.POST or None, only=names, initial=request.GET.dict()
    )
    context = {
        "type": record_type,
        "form": form,
        "title": wording.new_label(record_type),
        "token": request.POST.get("token") or new_token(),
        "url": request.path,
    }
    if request.method == "POST" and form.is_valid():
        values = form.values()
        alike = [] if request.POST.get("sure") else likenesses(request.user, record_type, values)
        context["alike"] = [(item, address_of(record_type, item.pk)) for item in alike]
        if not alike and (response := _create(request, record_type, form, values)) is not None:
            return response
    return render(request, "records/_quick.html", context, status=422 if form.is_bound else 200)


def _create(
    request: HttpRequest, record_type: RecordType, form: RecordForm, values: dict
) -> HttpResponse | None:
    token = request.POST.get("token", "")
    try:
        made, key = do_create_once(actor=request.user, record_type=record_type, values=values, token=token)
    except ValidationError as error:
        form.refuse(error)
        return None
    label = title_of(record_type, made) if made is not None else ""
    response = HttpResponse(status=204)
    response["HX-Trigger"] = json.dumps(
        {
            "es:created": {"id": key, "label": label, "url": address_of(record_type, key) if key else ""},
            "es:dialog-close": True,
            "es:toast": {
                "level": "success",
                "text": wording.created(record_type, label) if label else _("Déjà enregistré."),
            },
        }
    )
    return response
