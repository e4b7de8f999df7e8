"""Documents on the page of every record; versions, readers and places on the page of a document."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import (
    Panel,
    RecordLink,
    RecordType,
    panels,
    record_links,
    record_types,
    type_of,
)
from essaim.engines.rights.api import can
from essaim.kit.registry import Registry

from . import presenting, queries
from .actions.attaching import OWN

NONE = frozenset({*OWN, "affiliations"})
TAB: Any = _("Documents")


def attached_context(user: Any, record_type: RecordType, obj: Any) -> dict[str, Any]:
    documents = queries.attached_to(user, record_type.name, obj.pk)
    may_write = can(user, "create", "documents")
    return {
        "record_type": record_type,
        "record": obj,
        "documents": documents,
        "may_add": may_write,
        "deposit_url": f"{reverse('library:deposit')}?fiche={record_type.name}:{obj.pk}",
        "choices_url": reverse("records:list", kwargs={"slug": "documents"}) + "choix/",
        "may_change": can(user, "change", record_type.resource, obj, record_type.guard)
        if documents
        else False,
    }


def load_attached(user: Any, obj: models.Model) -> dict[str, Any] | None:
    record_type = type_of(obj)
    if record_type is None:
        return None
    return attached_context(user, record_type, obj)


def load_versions(user: Any, obj: models.Model) -> dict[str, Any] | None:
    document: Any = obj
    versions = queries.versions_of(document)
    if not versions:
        return None
    return {
        "document": document,
        "versions": versions,
        "may_change": can(user, "change", "documents", document, record_types.get("documents").guard),
    }


def load_audience(user: Any, obj: models.Model) -> dict[str, Any]:
    document: Any = obj
    may_change = can(user, "change", "documents", document, record_types.get("documents").guard)
    return {
        "document": document,
        "sentences": presenting.audience_sentences(document),
        "may_change": may_change,
        "may_know": may_change or can(user, "view", "access"),
    }


def load_beside(user: Any, obj: models.Model) -> dict[str, Any] | None:
    found, hidden = presenting.beside(user, obj)  # type: ignore[arg-type]
    return {"found": found, "hidden": hidden} if found or hidden else None


def who_url(user: Any, record_type: RecordType, obj: models.Model) -> str:
    may = can(user, "view", "access") or can(user, "change", "documents", obj, record_type.guard)
    return reverse("library:who", kwargs={"pk": obj.pk}) if may else ""


def version_url(user: Any, record_type: RecordType, obj: models.Model) -> str:
    may = can(user, "change", "documents", obj, record_type.guard)
    return reverse("library:new_version", kwargs={"pk": obj.pk}) if may else ""


panels.declare(
    Panel(
        "library.audience", _("Qui le voit"), "library/_audience.html", load_audience, ("documents",), aside=True,
        order=1,
    ),
    Panel("library.beside", _("Joint à"), "library/_beside.html", load_beside, ("documents",), aside=True, order=20),
    Panel("library.versions", _("Versions"), "library/_versions.html", load_versions, ("documents",), order=20),
)  # fmt: skip
record_links.declare(
    RecordLink("library.who", _("Qui voit ce fichier ?"), "eye", who_url, ("documents",), order=10),
    RecordLink("library.version", _("Nouvelle version…"), "upload", version_url, ("documents",), order=5),
)


@Registry.derived
def _declare_attached() -> None:
    """On every type of record but the library's own, whatever engine declares it."""
    Registry.declaring = "library"
    types = tuple(item.name for item in record_types if item.name not in NONE)
    panels.declare(
        Panel(
            "library.attached", "", "library/_attached.html", load_attached, types, tab=TAB, order=40,
            right=("view", "documents"),
        )
    )  # fmt: skip
