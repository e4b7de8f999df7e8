"""What several record types of the dealership share."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import Network, User
from essaim.engines.records.api import Field, Kind

FOLLOWED = _("Suivi")
REACH = {"network": ("dealership",), "assigned": ("assigned_to",), "mine": ("assigned_to", "created_by")}


def networks(user: Any) -> QuerySet:
    return Network.objects.all()


def users(user: Any) -> QuerySet:
    return User.objects.filter(is_active=True)


def dealership(help_text: Any = "") -> Field:
    return Field(
        "dealership", _("Concession"), Kind.LINK, options=networks, section=FOLLOWED, help=help_text,
        aliases=("site", "point de vente", "groupe"),
    )  # fmt: skip


def assigned(label: Any, name: str = "assigned_to") -> Field:
    return Field(
        name,
        label,
        Kind.LINK,
        options=users,
        section=FOLLOWED,
        aliases=("vendeur", "responsable", "conseiller"),
    )
