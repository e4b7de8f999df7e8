"""What the bar of chosen rows offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.rights.api import can

from .declarations import RecordType, bulk_actions
from .forms.bulk_forms import changeable, owner_field, tag_fields
from .slots import is_for


@dataclass(frozen=True)
class Offer:
    name: str
    label: str
    icon: str
    danger: bool = False


def offers(user: Any, record_type: RecordType) -> list[Offer]:
    """The actions `user` may do on several records at once."""
    found = []
    if can(user, "change", record_type.resource):
        if changeable(user, record_type):
            found.append(Offer("change", _("Modifier un champ"), "pencil"))
        if owner_field(user, record_type):
            found.append(Offer("assign", _("Confier à"), "user-check"))
        if tag_fields(user, record_type):
            found.append(Offer("tags", _("Étiquettes"), "tags"))
    for action in bulk_actions:
        if action.leads is not None and not action.leads(record_type, ""):
            continue
        if action.right is not None and not can(user, *action.right):
            continue
        if is_for(action.types, record_type) and can(user, action.action, record_type.resource):
            found.append(Offer(action.name, str(action.label), action.icon))
    if can(user, "delete", record_type.resource):
        found.append(Offer("delete", _("Supprimer"), "trash", danger=True))
    return found
