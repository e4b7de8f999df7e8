"""Messages that leave by themselves: when, and whether they are in service."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.campaigns.automatic import date_fields
from essaim.engines.campaigns.choices import Channel, Kind, State
from essaim.engines.campaigns.models import Campaign
from essaim.engines.campaigns.transports import transport_for
from essaim.engines.records.api import record_types
from essaim.kit.writing import snapshot, writing

from .content import check_text, locked, missing_for_sending, touched


def do_set_moment(
    *, actor: Any, campaign: Campaign, date_field: str, offset_days: int, at_hour: int, yearly: bool
) -> Campaign:
    """`offset_days`: negative for so many days before the date."""
    with writing(actor) as work:
        current = _automatic(actor, campaign)
        known = {field.name for field in date_fields(actor, record_types.get(current.type_name))}
        if date_field not in known:
            raise ValidationError({"date_field": _("Cette fiche n’a pas cette date.")})
        before = snapshot(current)
        current.date_field, current.offset_days = date_field, offset_days
        current.at_hour, current.yearly = at_hour, yearly
        touched(current, actor)
        work.changed(current, before)
    return current


def _automatic(actor: Any, campaign: Campaign) -> Campaign:
    current = locked(actor, campaign.pk)
    if current.kind != Kind.AUTOMATIC:
        raise ValidationError(_("Ce message ne part pas de lui-même."))
    return current


def do_turn_on(*, actor: Any, campaign: Campaign) -> Campaign:
    """From today on it leaves by itself, under the rights of who turned it on."""
    with writing(actor) as work:
        current = _automatic(actor, campaign)
        missing = missing_for_sending(current)
        if not current.date_field:
            missing.append(_("Choisissez la date dont dépend l’envoi."))
        if current.channel == Channel.LETTER:
            missing.append(_("Un courrier ne part pas de lui-même : choisissez l’e-mail ou le SMS."))
        elif transport_for(current.channel) is None:
            missing.append(_("Aucun envoi n’est réglé pour ce canal : voyez avec votre administrateur."))
        if missing:
            raise ValidationError(missing)
        check_text(actor, current)
        before = snapshot(current)
        current.owner, current.state, current.problem = actor, State.SENDING, ""
        current.started_at = current.started_at or timezone.now()
        current.last_day = timezone.localdate() - timedelta(days=1)
        touched(current, actor)
        work.changed(current, before)
        work.noted(current, "campaign_started")
    return current


def do_turn_off(*, actor: Any, campaign: Campaign) -> Campaign:
    with writing(actor) as work:
        current = _automatic(actor, campaign)
        before = snapshot(current)
        current.state = State.DRAFT
        touched(current, actor)
        work.changed(current, before)
        work.noted(current, "campaign_paused")
    return current
