"""Depositing files: they are sent one by one in the background, then said what they are, all together."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from essaim.engines.library import queries
from essaim.engines.library.actions.publishing import do_publish, title_of_file
from essaim.engines.library.actions.uploading import receive_whole
from essaim.engines.library.audience_form import AudienceForm
from essaim.engines.library.forms import DepositForm
from essaim.engines.library.models import Document, Upload
from essaim.engines.records.api import address_of, find, record_types, title_of
from essaim.kit.access import requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires("create", "documents")
def deposit(request: HttpRequest) -> HttpResponse:
    """?fiche=people:12 puts the documents on that record, and shows them to whoever sees it."""
    user: Any = request.user
    target = attached(user, request.GET.get("fiche", "") or request.POST.get("fiche", ""))
    form = DepositForm(user, request.POST or None, collection=request.GET.get("collection", ""))
    audience = AudienceForm(user, request.POST or None, beside=target is not None)
    if request.method != "POST" or audience.growing:
        return _page(request, form, audience, target)
    sent, refused = _received(request)
    for upload in refused:
        messages.error(request, upload.message)
    if not (form.is_valid() and audience.is_valid()):
        return _page(request, form, audience, target, 422)
    uploads = queries.ready_uploads(user, request.POST.getlist("uploads")) + sent
    if not uploads:
        form.add_error(None, _("Choisissez d’abord un fichier."))
        return _page(request, form, audience, target, 422)
    made, faults = _published(request, uploads, form, audience, target)
    for fault in faults:
        messages.error(request, fault)
    return _after(request, made, target)


def attached(user: Any, said: str) -> Any:
    """(record type, record) named "type:key", if the user sees it."""
    name, _colon, key = said.partition(":")
    return find(user, name, int(key)) if key.isdecimal() and len(key) < 18 else None


def _received(request: HttpRequest) -> tuple[list[Upload], list[Upload]]:
    """Files that came with the form itself, from a browser without scripts."""
    came = [receive_whole(actor=request.user, file=file) for file in request.FILES.getlist("files")]
    ready = [item for item in came if item.state == Upload.State.READY]
    return ready, [item for item in came if item.state == Upload.State.REFUSED]


def _published(
    request: HttpRequest, uploads: list[Upload], form: DepositForm, audience: AudienceForm, target: Any
) -> tuple[list[Document], list[str]]:
    made, faults = [], []
    for upload in uploads:
        values = dict(form.values())
        title = request.POST.get(f"title-{upload.key}", "").replace("\x00", "").strip()[:200]
        values["title"] = title or title_of_file(upload.name)
        try:
            made.append(
                do_publish(
                    actor=request.user,
                    upload=upload,
                    values=values,
                    audience=audience.expression(),
                    with_record=audience.with_record(),
                    attach_to=(target[0].name, target[1].pk) if target else None,
                )
            )
        except ValidationError as error:
            faults.append(f"{upload.name} : {' '.join(error.messages)}")
    return made, faults


def _after(request: HttpRequest, made: list[Document], target: Any) -> HttpResponse:
    if not made:
        return redirect("library:deposit")
    text = ngettext("%d document publié.", "%d documents publiés.", len(made)) % len(made)
    messages.success(request, text)
    if target:
        return redirect(address_of(target[0], target[1].pk))
    if len(made) == 1:
        return redirect(address_of(record_types.get("documents"), made[0].pk))
    collection = made[0].collection_id
    return redirect(reverse("library:shelf") + (f"?collection={collection}" if collection else "?vue=miens"))


def _page(
    request: HttpRequest, form: DepositForm, audience: AudienceForm, target: Any, status: int = 200
) -> HttpResponse:
    uploads: list[Any] = queries.uploads_of(request.user)
    known = queries.same_file(request.user, uploads)
    for upload in uploads:
        upload.known = known.get(upload.sha256) if upload.sha256 else None
        upload.title = request.POST.get(f"title-{upload.key}", "") or title_of_file(upload.name)
    context = {
        "form": form,
        "audience": audience,
        "uploads": uploads,
        "target": {
            "key": f"{target[0].name}:{target[1].pk}",
            "title": title_of(*target),
            "url": address_of(target[0], target[1].pk),
        }
        if target
        else None,
        "limit": settings.LIBRARY_MAX_BYTES,
    }
    return render(request, "library/deposit.html", context, status=status)
