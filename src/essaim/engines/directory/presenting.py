"""A person or organisation as the head of its page shows it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from essaim.engines.records.api import address_of, record_types

from . import emails
from .models import Organisation, Person


def header_context(user: Any, obj: Any) -> dict[str, Any]:
    """What is known at a glance. Records out of the reader's reach are not named."""
    is_person = isinstance(obj, Person)
    return {
        "obj": obj,
        "is_person": is_person,
        "organisation": _organisation(user, obj.main_organisation_id if is_person else obj.parent_id),
        "tags": list(obj.tags.all()),
        "networks": list(obj.networks.all()),
        "kinds": [] if is_person else list(obj.kinds.all()),
        "map_url": map_url(obj),
        "email_meant": emails.suggestion(obj.email) if obj.email else "",
        "ended": obj.status not in {"active", ""},
    }


def _organisation(user: Any, pk: int | None) -> tuple[str, str] | None:
    """(name, address) of an organisation the reader may see."""
    if pk is None:
        return None
    found = Organisation.objects.for_user(user).filter(pk=pk).values_list("display", flat=True).first()
    return (found, address_of(record_types.get("organisations"), pk)) if found else None


def map_url(obj: Any) -> str:
    """Where the address stands on OpenStreetMap: a link, nothing is loaded from there."""
    if obj.latitude is None or obj.longitude is None:
        return ""
    query = urlencode({"mlat": f"{obj.latitude:.4f}", "mlon": f"{obj.longitude:.4f}"})
    return f"https://www.openstreetmap.org/?{query}#map=13/{obj.latitude:.4f}/{obj.longitude:.4f}"
