"""A listing in the shape its templates show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from essaim.engines.rights.api import can

from .addresses import ListAddress
from .bulk_menu import offers
from .cells import table_body
from .declarations import Field
from .filtering.phrases import chips
from .kinds import NUMBERS
from .listing import Listing
from .reading import create_address
from .slots import is_for, list_links
from .views import Opened, may_edit
from .wording import counted, new_label


@dataclass(frozen=True)
class Heading:
    """A column's head: where a click leads, and a click that adds the column to the sort."""

    name: str
    label: str
    numeric: bool
    url: str = ""
    add_url: str = ""
    direction: str = ""
    rank: int = 0


def list_context(request: HttpRequest, listing: Listing, opened: Opened, *, partial: bool) -> dict[str, Any]:
    rows = listing.rows
    record_type, user = listing.type, request.user
    may_change = can(user, "change", record_type.resource)
    bulk = offers(user, record_type)
    context = {
        "type": record_type,
        "listing": listing,
        "address": listing.address,
        "state": [
            (key, value) for key, value in listing.address.parameters(page=1, text="").items() if key != "q"
        ],
        "headings": headings(listing),
        "body": table_body(record_type, listing.columns, rows, editable=may_change, selectable=bool(bulk)),
        "count_text": counted(record_type, listing.total),
        "pager": pager(listing),
        "sorts": sort_menu(listing),
        "errors": list(dict.fromkeys(listing.errors)),
        "may_create": can(user, "create", record_type.resource),
        "may_change": may_change,
        "partial": partial,
        "list_url": reverse("records:list", kwargs={"slug": record_type.slug}),
        "create_url": create_address(record_type),
        "query_string": listing.address.url()[1:],
        "offers": bulk,
        **view_context(user, listing, opened),
        **filter_context(listing),
    }
    if not partial:
        context |= {"new_label": new_label(record_type), "links": links(listing)}
    return context


def view_context(user: Any, listing: Listing, opened: Opened) -> dict[str, Any]:
    has_default = any(view.is_default for view in opened.views)  # type: ignore[attr-defined]
    said = listing.address.query("")
    return {
        "view": opened.view,
        "views": opened.views,
        "modified": opened.modified,
        "may_edit_view": opened.view is not None and may_edit(user, opened.view),
        "savable": opened.modified
        or (opened.view is None and bool(said.filter or said.sort or said.columns or said.text)),
        "all_url": "?vue=0" if has_default else "?",
        "all_default": has_default,
    }


def filter_context(listing: Listing) -> dict[str, Any]:
    """The parts of the filter in words, each with the address of the list without it."""
    address = listing.address
    parts = [
        (text, address.url(filter=rest)) for text, rest in chips(listing.user, listing.type, address.filter)
    ]
    if address.text:
        parts.append((_("Texte : %s") % address.text, address.url(text="")))
    clear = address.url(filter=None, text="") if len(parts) > 1 else ""
    return {"chips": parts, "clear_url": clear}


def headings(listing: Listing) -> list[Heading]:
    address = listing.address
    sort = address.sort or listing.type.default_sort
    current = _directions(sort)
    return [_heading(field, address, sort, current) for field in listing.columns]


def _directions(sort: tuple[str, ...]) -> dict[str, tuple[int, str]]:
    return {
        name.lstrip("-"): (rank, "descending" if name.startswith("-") else "ascending")
        for rank, name in enumerate(sort, 1)
    }


def _heading(
    field: Field, address: ListAddress, sort: tuple[str, ...], current: dict[str, tuple[int, str]]
) -> Heading:
    numeric = field.kind in NUMBERS
    if not field.sortable:
        return Heading(field.name, str(field.label), numeric)
    rank, direction = current.get(field.name, (0, ""))
    turned = f"-{field.name}" if direction == "ascending" else field.name
    return Heading(
        field.name,
        str(field.label),
        numeric,
        url=address.url(sort=(turned,)),
        add_url=address.url(sort=added_sort(sort, turned)),
        direction=direction,
        rank=rank if len(current) > 1 else 0,
    )


def added_sort(sort: tuple[str, ...], term: str) -> tuple[str, ...]:
    """The sort with `term` turned where it stands, or put last."""
    name = term.lstrip("-")
    if any(item.lstrip("-") == name for item in sort):
        return tuple(term if item.lstrip("-") == name else item for item in sort)
    return (*sort, term)


def sort_menu(listing: Listing) -> dict[str, Any]:
    """The « Trier » menu: what the list is sorted by, each term turned or removed, and « puis par »."""
    address, fields = listing.address, listing.fields
    sort = address.sort or listing.type.default_sort
    terms = []
    for item in sort:
        field = fields.get(item.lstrip("-"))
        if field is None:
            continue
        descending = item.startswith("-")
        turned = field.name if descending else f"-{field.name}"
        terms.append(
            {
                "label": field.label,
                "descending": descending,
                "turn_url": address.url(sort=added_sort(sort, turned)),
                "remove_url": address.url(sort=tuple(other for other in sort if other != item)),
            }
        )
    used = {item.lstrip("-") for item in sort}
    others = format_html_join(
        "",
        '<a class="es-menu__item" href="{}">{}</a>',
        (
            (address.url(sort=(*sort, field.name)), field.label)
            for field in fields.values()
            if field.sortable and field.listed and field.name not in used
        ),
    )
    if others:
        heading = _("Puis par") if terms else _("Trier par")
        others = format_html('<div class="es-menu__heading">{}</div>{}', heading, others)
    return {"terms": terms, "others": others, "may_remove": len(terms) > 1 or bool(address.sort)}


def pager(listing: Listing) -> dict[str, Any]:
    page, pages, address = listing.page, listing.pages, listing.address
    return {
        "page": page,
        "pages": pages,
        "pages_text": number_format(pages, force_grouping=True),
        "summary": _("%(first)s–%(last)s sur %(total)s")
        % {
            "first": number_format(listing.first, force_grouping=True),
            "last": number_format(listing.last, force_grouping=True),
            "total": number_format(listing.total, force_grouping=True),
        },
        "first_url": address.url(page=1) if page > 1 else "",
        "previous_url": address.url(page=page - 1) if page > 1 else "",
        "next_url": address.url(page=page + 1) if page < pages else "",
        "last_url": address.url(page=pages) if page < pages else "",
    }


def links(listing: Listing) -> list[dict[str, Any]]:
    """What other engines offer on this list."""
    query = listing.address.url()[1:]
    found = [
        {"label": link.label, "icon": link.icon, "url": link.url(listing.type, query)}
        for link in sorted(list_links, key=lambda item: item.order)
        if is_for(link.types, listing.type)
        and can(listing.user, link.action, listing.type.resource)
        and (link.right is None or can(listing.user, *link.right))
    ]
    return [link for link in found if link["url"]]
