"""A letter and its issues: sources and readers, the table of contents of an issue, the archive."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from essaim.engines.campaigns import queries
from essaim.engines.campaigns.actions import newsletters as actions
from essaim.engines.campaigns.choices import Kind
from essaim.engines.campaigns.composing import compile_for
from essaim.engines.campaigns.merging.language import MergeError
from essaim.engines.campaigns.models import Campaign, Newsletter
from essaim.engines.campaigns.news.issuing import kept_items, visible_items
from essaim.engines.campaigns.news.sources import news_sources
from essaim.engines.records.api import address_of, record_types
from essaim.engines.rights.api import can
from essaim.kit.access import requires, signed_in

from .shell import campaign_or_404, needs_change, said, shell

ISSUE = (Kind.ISSUE.value,)


def letter_or_404(request: HttpRequest, pk: int) -> Newsletter:
    found = queries.newsletter_for(request.user, pk)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@requires("view", "newsletters")
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    newsletter = letter_or_404(request, pk)
    if request.method == "POST":
        choice = request.POST.get("segment", "")
        segment = queries.segment_of_choice(request.user, choice) if choice else None
        try:
            actions.do_set_sources(
                actor=request.user,
                newsletter=newsletter,
                names=request.POST.getlist("source"),
                segment=segment,
            )
            messages.success(request, _("Enregistré."))
        except ValidationError as error:
            said(request, error)
        return redirect("campaigns:letter", pk=pk)
    return render(request, "campaigns/letter.html", _letter_context(request, newsletter))


def _letter_context(request: HttpRequest, newsletter: Newsletter) -> dict[str, Any]:
    user = request.user
    record_type = record_types.get("newsletters")
    probe = Campaign(segment=newsletter.segment)
    people = str(record_types.get("people").label_plural)
    return {
        "newsletter": newsletter,
        "record_url": address_of(record_type, newsletter.pk),
        "may_change": can(user, "change", "newsletters", newsletter, record_type.guard),
        "sources": [
            (source, source.name in newsletter.sources) for source in sorted(news_sources, key=_order)
        ],
        "readers": queries.segment_in_words(user, probe) if newsletter.segment else "",
        "lists": [
            line for heading, lines in queries.segment_choices(user) if heading == people for line in lines
        ],
        "next_sending": newsletter.next_sending(),
        "page_obj": Paginator(queries.issues_of(newsletter), 20).get_page(request.GET.get("page")),
    }


def _order(source: Any) -> int:
    return int(source.order)


@require_POST
@requires("view", "newsletters")
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    issue = actions.do_draft_issue(actor=request.user, newsletter=letter_or_404(request, pk))
    return redirect("campaigns:items", pk=issue.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("view", "newsletters")
def items(request: HttpRequest, pk: int) -> HttpResponse:
    """The table of contents: kept or not, in which order, under which title; articles of one's own."""
    issue = campaign_or_404(request, pk, ISSUE)
    if request.method == "POST":
        needs_change(request, issue)
        try:
            if "nouveautes" in request.POST:
                count = actions.do_gather_again(actor=request.user, issue=issue)
                messages.success(request, _("%(n)s nouveautés ajoutées.") % {"n": count})
            else:
                actions.do_save_items(actor=request.user, issue=issue, items=read_items(request.POST, issue))
                messages.success(request, _("Sommaire enregistré."))
        except ValidationError as error:
            said(request, error)
        return redirect("campaigns:items", pk=pk)
    lines = [{**item, "rank": rank, "place": 10 * rank} for rank, item in enumerate(issue.items, 1)]
    return render(request, "campaigns/items.html", {**shell(request, issue, "items"), "lines": lines})


def read_items(posted: QueryDict, issue: Campaign) -> list[dict[str, Any]]:
    """The form's lines in the order their numbers ask for; a new one without a title is none."""
    lines = []
    for rank, item in enumerate(issue.items, 1):
        line = {
            **item,
            "title": posted.get(f"titre-{rank}", item["title"]),
            "excerpt": posted.get(f"texte-{rank}", item.get("excerpt", "")),
            "kept": f"garder-{rank}" in posted,
        }
        lines.append((_place(posted.get(f"place-{rank}", ""), 10 * rank), rank, line))
    title = posted.get("titre-nouveau", "").strip()
    if title:
        own = {
            "title": title,
            "excerpt": posted.get("texte-nouveau", ""),
            "url": posted.get("lien-nouveau", ""),
        }
        lines.append((_place(posted.get("place-nouveau", ""), 0), 0, own))
    return [line for _number, _rank, line in sorted(lines, key=lambda entry: entry[:2])]


def _place(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else default


@require_GET
@signed_in
def archive(request: HttpRequest) -> HttpResponse:
    """The issues that left, of the letters one receives or works on."""
    page = Paginator(queries.archive_for(request.user), 30).get_page(request.GET.get("page"))
    return render(request, "campaigns/archive.html", {"page_obj": page})


@require_GET
@signed_in
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """An issue as its reader may read it today: an article closed to them since is not even named."""
    found = queries.archive_for(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {
        "issue": found,
        "intro": intro_of(found),
        "items": visible_items(request.user, kept_items(found)),
    }
    return render(request, "campaigns/issue.html", context)


def intro_of(found: Campaign) -> str:
    """The editor's words, without the fields that only made sense for one reader."""
    try:
        compiled = compile_for(found.owner, record_types.get(found.type_name), found.channel, "", found.body)
    except MergeError:
        return ""
    return SafeString(compiled.merge({}).html)
