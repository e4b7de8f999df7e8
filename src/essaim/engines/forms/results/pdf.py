"""One answer as a PDF, drawn from a page of its own that loads nothing from anywhere."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from .sheet import CSS as SHEET


class NoPdf(Exception):
    """The library that writes PDF files is not on this machine."""


def pdf_of(context: dict[str, Any]) -> bytes:
    try:
        from weasyprint import CSS, HTML
    except (ImportError, OSError) as error:
        raise NoPdf from error
    page = render_to_string("forms/answer_pdf.html", context)
    return HTML(string=page, url_fetcher=_nothing).write_pdf(stylesheets=[CSS(string=SHEET)])


def _nothing(url: str, *args: Any, **kwargs: Any) -> Any:
    raise ValueError(f"{url} is not loaded")
