"""Letters to print: one PDF, one document, sheets of labels."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from essaim.engines.campaigns.choices import Channel
from essaim.engines.campaigns.letters.docx import letters_docx
from essaim.engines.campaigns.letters.envelopes import Letter, head_of, letters_of
from essaim.engines.campaigns.letters.pdf import labels_pdf, letters_pdf
from essaim.engines.campaigns.models import Campaign
from essaim.kit.access import requires

from .shell import campaign_or_404, resource_of

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _letters(request: HttpRequest, pk: int) -> tuple[Campaign, list[Letter]]:
    campaign = campaign_or_404(request, pk)
    found = letters_of(campaign) if campaign.channel == Channel.LETTER else []
    if not found:
        raise Http404
    return campaign, found


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
@requires("view", resource_of)
def download(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    if kind not in TYPES:
        raise Http404
    campaign, letters = _letters(request, pk)
    write = letters_pdf if kind == "pdf" else letters_docx
    return _file(
        write(letters, head_of(campaign)), f"courriers-{slugify(campaign.name) or campaign.pk}", kind
    )


@require_GET
@requires("view", resource_of)
def labels(request: HttpRequest, pk: int) -> HttpResponse:
    campaign, letters = _letters(request, pk)
    return _file(labels_pdf(letters), f"etiquettes-{slugify(campaign.name) or campaign.pk}", "pdf")
