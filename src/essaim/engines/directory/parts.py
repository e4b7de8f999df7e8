"""What hangs on a person or organisation in lines: further addresses, contact points, ties, consents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import record_or_404, record_types
from essaim.engines.rights.api import can

from . import queries
from .forms import AddressForm, AffiliationForm, ConsentForm, ContactPointForm, RelationshipForm
from .models import Address, Affiliation, Consent, ContactPoint, Relationship

OWNERS = {"personnes": "people", "organismes": "organisations"}


@dataclass(frozen=True)
class Part:
    """`load(user, owner)`: what the template shows. `resource` is asked of the owner; "" is the owner's own."""

    slug: str
    title: Any
    adding: Any
    changing: Any
    model: type[models.Model]
    form: type
    template: str
    load: Callable[[Any, Any], dict[str, Any]]
    icon: str
    resource: str = ""
    kept: bool = False
    owners: tuple[str, ...] = ("people", "organisations")

    @property
    def panel_id(self) -> str:
        return f"partie-{self.slug}"


PARTS = {
    part.slug: part
    for part in (
        Part("rattachements", _("Rattachements"), _("Ajouter un rattachement"), _("Modifier le rattachement"),
             Affiliation, AffiliationForm, "directory/part_affiliations.html", queries.affiliations, "building"),
        Part("coordonnees", _("Autres coordonnées"), _("Ajouter une coordonnée"), _("Modifier la coordonnée"),
             ContactPoint, ContactPointForm, "directory/part_contact_points.html", queries.contact_points, "phone"),
        Part("adresses", _("Autres adresses"), _("Ajouter une adresse"), _("Modifier l’adresse"),
             Address, AddressForm, "directory/part_addresses.html", queries.addresses, "map-pin"),
        Part("liens", _("Liens"), _("Ajouter un lien"), _("Modifier le lien"),
             Relationship, RelationshipForm, "directory/part_relationships.html", queries.relationships, "affiliate"),
        Part("consentements", _("Accords pour être contacté"), _("Noter un accord ou un refus"), "",
             Consent, ConsentForm, "directory/part_consents.html", queries.consents, "shield-check",
             resource="consents", kept=True),
    )
}  # fmt: skip


def part_or_404(slug: str) -> Part:
    if slug not in PARTS:
        raise Http404
    return PARTS[slug]


def owner_or_404(user: Any, owner_slug: str, pk: int) -> Any:
    """The person or organisation, if `user` may see it."""
    if owner_slug not in OWNERS:
        raise Http404
    return record_or_404(user, record_types.get(OWNERS[owner_slug]), pk)


def type_name(owner: models.Model) -> str:
    return "people" if owner._meta.model_name == "person" else "organisations"


def owner_slug(owner: models.Model) -> str:
    return "personnes" if type_name(owner) == "people" else "organismes"


def resource_of(part: Part, owner: models.Model) -> str:
    return part.resource or type_name(owner)


def may_change(user: Any, part: Part, owner: models.Model) -> bool:
    guard = record_types.get(type_name(owner)).guard
    action = "create" if part.kept else "change"
    return can(user, action, resource_of(part, owner), owner, guard)
