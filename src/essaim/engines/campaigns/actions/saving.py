"""What is particular in writing campaigns, templates and newsletters as records."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import network_ids
from essaim.engines.campaigns.composing import compile_for
from essaim.engines.campaigns.merging.language import MergeError
from essaim.engines.campaigns.models import Campaign, MessageTemplate, Newsletter
from essaim.engines.records.api import record_types


def defaults(actor: Any) -> dict[str, Any]:
    """A new one belongs to its author's networks, so that those who share the work see it."""
    return {"networks": sorted(network_ids(actor))} if actor is not None else {}


template_defaults = defaults


def after_saved(*, obj: Campaign, actor: Any, work: Any, values: dict[str, Any]) -> None:
    """Its author sends it, under their own rights; a text that was begun must still be readable."""
    if obj.owner_id is None and actor is not None:
        obj.owner = actor
        obj.save(update_fields=["owner"])
    if not obj.is_editable and {"channel", "purpose", "topic"} & values.keys():
        raise ValidationError(_("L’envoi a commencé : on ne change plus ni le canal ni ce à quoi il sert."))


def after_template_saved(*, obj: MessageTemplate, actor: Any, work: Any, values: dict[str, Any]) -> None:
    try:
        compile_for(actor, record_types.get(obj.type), obj.channel, obj.subject, obj.body)
    except MergeError as error:
        raise ValidationError({"body": str(error)}) from error


def after_newsletter_saved(*, obj: Newsletter, actor: Any, work: Any, values: dict[str, Any]) -> None:
    if obj.owner_id is None and actor is not None:
        obj.owner = actor
        obj.save(update_fields=["owner"])
    if obj.at_hour > 23:
        raise ValidationError({"at_hour": _("L’heure va de 0 à 23.")})
    if obj.days_before > 6:
        raise ValidationError({"days_before": _("Le brouillon est prêt 0 à 6 jours avant l’envoi.")})
