"""The archive given to somebody who asks what is held about them."""

from __future__ import annotations

import json
import zipfile
from typing import IO, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import branding_for
from essaim.engines.directory.api import Person

from .clocks import clocks_of
from .declarations import PersonalPart, Section, parts
from .models import Processing

FORMAT = "essaim-acces-1"
Gathered = list[tuple[PersonalPart, Section]]


def gather(person: Person) -> Gathered:
    """Every section of every part, from the person's own record outward; empty ones too: they say « nothing »."""
    return [
        (part, section)
        for part in sorted(parts, key=lambda item: item.order)
        for section in part.export(person)
    ]


def purposes() -> list[dict[str, Any]]:
    """What the register says of processings that concern people."""
    rows = Processing.objects.filter(ended_on=None)
    return [
        {
            "name": row.name, "purpose": row.purpose, "basis": row.get_basis_display(), "retention": row.retention,
            "recipients": row.recipients, "transfers": row.transfers,
        }
        for row in rows
    ]  # fmt: skip


def write_archive(target: IO[bytes], person: Person, sections: Gathered) -> None:
    """`lisez-moi.html` (and .pdf where the machine can), `donnees.json`, `fichiers/…`."""
    made = timezone.now()
    clocks = [
        {
            "rule": clock.rule.name,
            "start": clock.start,
            "end": clock.end,
            "outcome": clock.rule.get_outcome_display(),
        }
        for clock in clocks_of(person)
    ]
    brand = branding_for(None)
    context = {
        "person": person, "made": made, "platform": brand.name, "contact": brand.contact_email,
        "sections": [section for _part, section in sections], "purposes": purposes(), "clocks": clocks,
    }  # fmt: skip
    page = render_to_string("privacy/handed_over.html", context)
    data = {
        "format": FORMAT,
        "made_at": made.isoformat(),
        "platform": settings.SITE_URL,
        "number": person.pk,
        "purposes": context["purposes"],
        "retention": clocks,
        "data": [
            {"part": part.name, "title": str(section.title), "rows": section.rows,
             "files": [name for name, _stored in section.files]}
            for part, section in sections
        ],
    }  # fmt: skip
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{_('vos-donnees')}.html", page)
        pdf = as_pdf(page)
        if pdf is not None:
            archive.writestr(f"{_('vos-donnees')}.pdf", pdf)
        archive.writestr("donnees.json", json.dumps(data, ensure_ascii=False, indent=1, default=str))
        for _part, section in sections:
            for name, stored in section.files:
                _add_file(archive, name, stored)


def _add_file(archive: zipfile.ZipFile, name: str, stored: Any) -> None:
    try:
        with (
            stored.storage.open(stored.name, "rb") as source,
            archive.open(f"fichiers/{name}", "w") as written,
        ):
            while block := source.read(1 << 20):
                written.write(block)
    except OSError:
        archive.writestr(f"fichiers/{name}.absent.txt", _("Ce fichier n’a pas pu être lu."))


def as_pdf(page: str) -> bytes | None:
    """None where the library for PDF is not there (it needs Pango): the page then stands alone."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        return None
    return HTML(string=page, url_fetcher=_nothing_from_outside).write_pdf()


def _nothing_from_outside(url: str, *args: Any, **kwargs: Any) -> Any:
    raise ValueError(url)
