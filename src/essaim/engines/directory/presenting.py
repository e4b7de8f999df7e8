"""A person or organisation as the head of its page shows it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from essaim.engines.records.api import address_of, record_types

from . import emails
from .models import Person


def header_context(obj: Any, known: dict[str, Any]) -> dict[str, Any]:
    """What is known at a glance. `known`: the values of the page, by field name; what the reader may not see
    is not in it.
    """
    is_person = isinstance(obj, Person)
    names = ("main_organisation" if is_person else "parent", "tags", "networks", "kinds")
    above, tags, networks, kinds = (known.get(name) for name in names)
    return {
        "obj": obj,
        "is_person": is_person,
        "organisation": (above.label, address_of(record_types.get("organisations"), above.pk))
        if above
        else None,
        "tags": [item.label for item in tags or ()],
        "networks": [item.label for item in networks or ()],
        "kinds": [item.label for item in kinds or ()],
        "map_url": map_url(obj),
        "email_meant": emails.suggestion(obj.email) if obj.email else "",
        "ended": obj.status not in {"active", ""},
    }


def map_url(obj: Any) -> str:
    """Where the address stands on OpenStreetMap: a link, nothing is loaded from there."""
    if obj.latitude is None or obj.longitude is None:
        return ""
    query = urlencode({"mlat": f"{obj.latitude:.4f}", "mlon": f"{obj.longitude:.4f}"})
    return f"https://www.openstreetmap.org/?{query}#map=13/{obj.latitude:.4f}/{obj.longitude:.4f}"
