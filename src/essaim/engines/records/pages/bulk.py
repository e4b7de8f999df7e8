"""Doing one thing to many records: choose on the list, say how, see what became of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.engines.records import bulk, wording
from essaim.engines.records.access import may_view
from essaim.engines.records.addresses import read_address
from essaim.engines.records.bulk_menu import offers
from essaim.engines.records.cells import prefix_of
from essaim.engines.records.declarations import RecordType, bulk_actions
from essaim.engines.records.forms.bulk_forms import (
    OneValueForm,
    TagsForm,
    changeable,
    owner_field,
    tag_fields,
)
from essaim.engines.records.hanging import consequences_of
from essaim.engines.records.listing import Listing
from essaim.engines.records.models import BulkJob
from essaim.engines.records.queries import job_of, records_by_key
from essaim.engines.records.reading import record_type_or_404
from essaim.engines.records.views import address_with_view
from essaim.engines.rights.api import require
from essaim.kit.writing import jsonable

MOST = 100_000
NAMED = 300


@require_POST
@may_view
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Keeps the rows chosen on a list; `ids=all` means all those the list's address finds."""
    record_type = record_type_or_404(slug)
    action = request.POST.get("action", "")
    if action not in {offer.name for offer in offers(request.user, record_type)}:
        raise Http404
    asked = request.POST.getlist("ids")
    if action in bulk_actions and (leads := bulk_actions.get(action).leads) is not None:
        return redirect(leads(record_type, _with_ids(request, asked)))
    if "all" in asked:
        address = address_with_view(request.user, record_type, read_address(request.GET))
        ids = list(Listing(request.user, record_type, address).queryset.values_list("pk", flat=True)[:MOST])
    else:
        ids = [int(key) for key in dict.fromkeys(asked) if key.isdecimal() and len(key) < 18]
    if not ids:
        return redirect(prefix_of(record_type.name) + "?" + request.GET.urlencode())
    job = bulk.do_draft(actor=request.user, record_type=record_type, action=action, ids=ids)
    return redirect("records:bulk", slug=slug, pk=job.pk)


def _with_ids(request: HttpRequest, asked: list[str]) -> str:
    """The list's query string, and the rows chosen in it unless they are all chosen."""
    query = request.GET.copy()
    if "all" not in asked:
        query["ids"] = ",".join(key for key in dict.fromkeys(asked) if key.isdecimal() and len(key) < 18)
    return query.urlencode()


@may_view
def bulk_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Before: what is to be done. After: what was done, and what was not, and why."""
    record_type = record_type_or_404(slug)
    job = job_of(request.user, record_type, pk)
    if job.state != BulkJob.State.DRAFT:
        return render(request, "records/bulk_result.html", _result(record_type, job))
    needed = (
        bulk.GENERIC[job.action][0] if job.action in bulk.GENERIC else bulk_actions.get(job.action).action
    )
    require(request.user, needed, record_type.resource)
    form, context = _form(request, record_type, job)
    if request.method == "POST" and (form is None or form.is_valid()):
        bulk.do_start(actor=request.user, job=job, values=_values(form))
        return redirect("records:bulk", slug=slug, pk=pk)
    offer = next(item for item in offers(request.user, record_type) if item.name == job.action)
    context |= {
        "type": record_type,
        "job": job,
        "offer": offer,
        "form": form,
        "count_text": wording.counted(record_type, job.total),
        "list_url": prefix_of(record_type.name),
    }
    return render(
        request, "records/bulk.html", context, status=422 if form is not None and form.errors else 200
    )


def _form(request: HttpRequest, record_type: RecordType, job: BulkJob) -> tuple[Any, dict[str, Any]]:
    """The form of a draft's action (None when there is nothing to say) and what surrounds it."""
    user, data = request.user, request.POST or None
    if job.action == "delete":
        chosen = records_by_key(user, record_type, job.ids[:NAMED])
        return None, {
            "consequences": consequences_of(user, record_type, chosen),
            "partial_look": job.total > NAMED,
        }
    if job.action in bulk_actions:
        declared = bulk_actions.get(job.action)
        return (declared.form(data) if declared.form else None), {"confirm": declared.confirm}
    if job.action == "assign":
        owner = owner_field(user, record_type)
        if owner is None:
            raise Http404
        return OneValueForm(user, record_type, owner, data), {}
    fields = tag_fields(user, record_type) if job.action == "tags" else changeable(user, record_type)
    name = request.GET.get("champ", "")
    field = next((item for item in fields if item.name == name), fields[0] if len(fields) == 1 else None)
    context = {"fields": fields, "field_name": field.name if field else ""}
    if field is None:
        return None if request.method != "POST" else _Nothing(), context
    make = TagsForm if job.action == "tags" else OneValueForm
    return make(user, record_type, field, data), context


def _values(form: Any) -> dict[str, Any]:
    """What the form says, as JSON: declared actions bring any Django form."""
    if form is None:
        return {}
    if hasattr(form, "values"):
        return form.values()
    return {name: jsonable(getattr(value, "pk", value)) for name, value in form.cleaned_data.items()}


class _Nothing:
    """No field chosen yet: nothing can be sent."""

    errors = True

    def is_valid(self) -> bool:
        return False


def _result(record_type: RecordType, job: BulkJob) -> dict[str, Any]:
    prefix = prefix_of(record_type.name)
    return {
        "type": record_type,
        "job": job,
        "running": job.state in (BulkJob.State.WAITING, BulkJob.State.RUNNING),
        "done_text": wording.counted(record_type, job.done),
        "skipped": [(f"{prefix}{key}/", title, why) for key, title, why in job.skipped],
        "skipped_count": job.position - job.done if job.action in bulk.GENERIC else 0,
        "progress_label": _("%(done)s sur %(total)s") % {"done": job.position, "total": job.total},
        "list_url": prefix,
        "state_url": f"{prefix}lot/{job.pk}/etat/",
    }


@may_view
def bulk_state(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    record_type = record_type_or_404(slug)
    job = job_of(request.user, record_type, pk)
    return render(request, "records/_bulk_state.html", _result(record_type, job))
