"""Administration: writing and publishing charters, following who accepted them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from essaim.kit.access import requires
from essaim.kit.markdown import to_html

from .. import charters as reads
from ..actions.charter import delete_draft, publish_charter, remind, save_draft
from ..forms.charter import CharterForm
from ..models import CharterVersion, Network
from ..queries import networks
from ..requests import SignedInRequest
from ..texts import changed_articles


@requires("view", "access")
def charters(request: SignedInRequest) -> HttpResponse:
    versions = list(reads.all_versions())
    current = {version.pk for version in reads.current_versions()}
    rows = [
        {
            "version": version,
            "current": version.pk in current,
            "awaited": reads.awaited(version).count() if version.pk in current else None,
            "accepted": reads.acceptances(version).count(),
        }
        for version in versions
    ]
    return render(request, "accounts/charter/list.html", {"rows": rows})


def _network(value: str) -> Network | None:
    if not value:
        return None
    found = networks().filter(pk=value).first() if value.isdigit() else None
    if found is None:
        raise Http404
    return found


def _version(pk: int, published: bool | None = None) -> CharterVersion:
    version = reads.version_by_pk(pk)
    if version is None or (published is not None and bool(version.published_at) != published):
        raise Http404
    return version


@requires("change", "access")
def write_charter(request: SignedInRequest) -> HttpResponse:
    """The draft of one charter: `?network=` chooses which. A new one starts from what is in force."""
    network = _network(request.GET.get("network", ""))
    draft = reads.draft_of(network)
    base = draft or next(iter(reads.published().filter(network=network).order_by("-number")), None)
    initial = {"title": base.title, "body": base.body} if base else {}
    form = CharterForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = save_draft(actor=request.user, network=network, **form.cleaned_data)
        return redirect("accounts:preview_charter", saved.pk)
    context = {"form": form, "network": network, "draft": draft, "networks": networks()}
    return render(request, "accounts/charter/write.html", context, status=422 if form.errors else 200)


@requires("change", "access")
def preview_charter(request: SignedInRequest, pk: int) -> HttpResponse:
    """The draft as people will see it, and how many of them will have to accept it."""
    draft = _version(pk, published=False)
    former = reads.previous(draft)
    context: dict[str, Any] = {
        "version": draft,
        "html": to_html(draft.body),
        "former": former,
        "articles": changed_articles(former.body, draft.body) if former else [],
        "people": reads.concerned(draft).count(),
    }
    return render(request, "accounts/charter/preview.html", context)


@requires("change", "access")
@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    try:
        version = publish_charter(actor=request.user, draft=_version(pk))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("accounts:charters")
    messages.success(request, _("La version %(n)d est publiée.") % {"n": version.number})
    return redirect("accounts:charters")


@requires("delete", "access")
@require_POST
def drop_draft(request: SignedInRequest, pk: int) -> HttpResponse:
    delete_draft(actor=request.user, draft=_version(pk, published=False))
    messages.success(request, _("Le brouillon est supprimé."))
    return redirect("accounts:charters")


@requires("view", "access")
def charter_version(request: SignedInRequest, pk: int) -> HttpResponse:
    """A published version, who accepted it, who is still awaited."""
    version = _version(pk, published=True)
    tab = "awaited" if request.GET.get("tab") == "awaited" else "accepted"
    rows = reads.awaited(version) if tab == "awaited" else reads.acceptances(version)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    counts = {"accepted": reads.acceptances(version).count(), "awaited": reads.awaited(version).count()}
    context = {"version": version, "html": to_html(version.body), "tab": tab, "page": page, "counts": counts}
    context["current"] = reads.current_versions().filter(pk=version.pk).exists()
    return render(request, "accounts/charter/version.html", context)


@requires("change", "access")
@require_POST
def remind_charter(request: SignedInRequest, pk: int) -> HttpResponse:
    count = remind(actor=request.user, version=_version(pk, published=True))
    text = ngettext("%(n)d personne relancée.", "%(n)d personnes relancées.", count)
    messages.success(request, text % {"n": count})
    return redirect("accounts:charter_version", pk)


class _Line:
    """What csv.writer writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def _lines() -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff"
    for row in reads.register():
        yield writer.writerow(["'" + cell if cell[:1] in "=+-@\t\r" and cell else cell for cell in row])


@requires("view", "access")
def charter_register(request: SignedInRequest) -> StreamingHttpResponse:
    """The proofs, as a CSV that a spreadsheet opens without running any formula."""
    answer = StreamingHttpResponse(_lines(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="registre-des-acceptations.csv"'
    return answer
