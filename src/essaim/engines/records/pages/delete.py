"""Deleting a record, once told what goes with it: /personnes/12/supprimer/"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from essaim.engines.records import wording
from essaim.engines.records.access import may_delete
from essaim.engines.records.actions import StillInUse, delete
from essaim.engines.records.hanging import consequences
from essaim.engines.records.reading import address_of, record_or_404, record_type_or_404, title_of
from essaim.engines.rights.api import require


@may_delete
def delete_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    record_type = record_type_or_404(slug)
    obj = record_or_404(request.user, record_type, pk)
    require(request.user, "delete", record_type.resource, obj, record_type.guard)
    title = title_of(record_type, obj)
    status = 200
    if request.method == "POST":
        try:
            delete(actor=request.user, record_type=record_type, obj=obj)
        except StillInUse:
            status = 409
        else:
            messages.success(request, _("« %s » a été supprimé.") % title)
            return redirect("records:list", slug=slug)
    context = {
        "type": record_type,
        "this": wording.this(record_type),
        "record_title": title,
        "detail_url": address_of(record_type, obj.pk),
        "consequences": consequences(request.user, record_type, obj),
    }
    return render(request, "records/delete.html", context, status=status)
