"""What a campaign says and to whom."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import network_ids
from essaim.engines.campaigns.audience import audiences, segment_queryset
from essaim.engines.campaigns.choices import Channel, Kind
from essaim.engines.campaigns.composing import compile_for
from essaim.engines.campaigns.merging.language import MergeError
from essaim.engines.campaigns.models import Campaign, MessageTemplate
from essaim.engines.records.api import Query, QueryError, StaleRecord, record_types, type_of
from essaim.engines.rights.api import require
from essaim.kit import events
from essaim.kit.writing import snapshot, writing

TEXT = ("subject", "preheader", "body", "sender_name", "reply_to")
MOST_FROZEN = 50_000


def do_start_campaign(
    *, actor: Any, name: str, channel: str, purpose: str, segment: dict[str, Any] | None,
    template: MessageTemplate | None = None, kind: str = Kind.CAMPAIGN,
) -> Campaign:  # fmt: skip
    """A draft to these people, its text taken from `template`."""
    require(actor, "create", "campaigns")
    with writing(actor) as work:
        campaign = Campaign(
            kind=kind, name=name, channel=channel, purpose=purpose, segment=_checked(actor, segment), owner=actor,
            created_by=actor, changed_by=actor,
        )  # fmt: skip
        if template is not None:
            campaign.template, campaign.subject, campaign.body = template, template.subject, template.body
        campaign.full_clean(exclude=["code"])
        campaign.save()
        campaign.networks.set(network_ids(actor))
        require(actor, "create", "campaigns", campaign, type_of(campaign).guard)  # type: ignore[union-attr]
        work.created(campaign)
        events.publish("records.created", type=type_name_of(campaign), id=campaign.pk, actor=actor)
    return campaign


def _checked(actor: Any, segment: dict[str, Any] | None) -> dict[str, Any] | None:
    """The segment, if it can be run and leads to somebody. Raises ValidationError."""
    if segment is None:
        return None
    try:
        query = Query.from_json(segment)
        if query.type not in audiences:
            raise ValidationError(_("Ces fiches ne mènent à personne à qui écrire."))
        require(actor, "view", record_types.get(query.type).resource)
        segment_queryset(actor, segment).exists()
    except QueryError as error:
        raise ValidationError(str(error)) from error
    return Query(query.type, query.filter, query.text).to_json()


def type_name_of(campaign: Campaign) -> str:
    return type_of(campaign).name  # type: ignore[union-attr]


def resource_of(campaign: Campaign) -> str:
    return "newsletters" if campaign.kind == Kind.ISSUE else "campaigns"


def locked(actor: Any, pk: int, action: str = "change") -> Campaign:
    """The campaign, locked for this transaction, if `actor` may do `action` to it."""
    campaign = Campaign._base_manager.select_for_update(of=("self",)).get(pk=pk)
    found = type_of(campaign)
    require(actor, action, resource_of(campaign), campaign, found.guard if found else None)
    return campaign


def editable(actor: Any, pk: int) -> Campaign:
    campaign = locked(actor, pk)
    if not campaign.is_editable:
        raise ValidationError(_("L’envoi a commencé : on ne change plus ni le texte ni les destinataires."))
    return campaign


def touched(campaign: Campaign, actor: Any) -> None:
    from django.utils import timezone

    campaign.version += 1
    campaign.changed_at, campaign.changed_by = timezone.now(), actor
    campaign.save()


def do_save_text(
    *, actor: Any, campaign: Campaign, values: dict[str, Any], version: int | None = None
) -> Campaign:
    """Raises ValidationError where the text cannot be merged, StaleRecord when somebody wrote meanwhile."""
    with writing(actor) as work:
        current = editable(actor, campaign.pk)
        if version is not None and current.version != version:
            raise StaleRecord(current)
        before = snapshot(current)
        for name in TEXT:
            if name in values:
                setattr(current, name, values[name])
        check_text(actor, current)
        touched(current, actor)
        work.changed(current, before)
    return current


def check_text(actor: Any, campaign: Campaign) -> None:
    record_type = record_types.get(campaign.type_name)
    try:
        compile_for(campaign.owner or actor, record_type, campaign.channel, campaign.subject, "")
    except MergeError as error:
        raise ValidationError({"subject": str(error)}) from error
    try:
        compile_for(campaign.owner or actor, record_type, campaign.channel, "", campaign.body)
    except MergeError as error:
        raise ValidationError({"body": str(error)}) from error


def do_choose_segment(*, actor: Any, campaign: Campaign, segment: dict[str, Any]) -> Campaign:
    with writing(actor) as work:
        current = editable(actor, campaign.pk)
        current.segment, current.frozen_ids = _checked(actor, segment), None
        touched(current, actor)
        work.noted(current, "segment_chosen")
    return current


def do_freeze(*, actor: Any, campaign: Campaign, frozen: bool) -> Campaign:
    """Frozen, the list stays as it is today; live, it is read again when the campaign leaves."""
    with writing(actor) as work:
        current = editable(actor, campaign.pk)
        if not current.segment:
            raise ValidationError(_("Choisissez d’abord à qui écrire."))
        keys = None
        if frozen:
            rows = segment_queryset(current.owner, current.segment)
            keys = list(rows.values_list("pk", flat=True)[: MOST_FROZEN + 1])
            if len(keys) > MOST_FROZEN:
                raise ValidationError(_("Cette liste est trop longue pour être figée."))
        current.frozen_ids = keys
        touched(current, actor)
        work.noted(current, "segment_frozen", note=str(len(keys)) if keys is not None else _("liste vivante"))
    return current


def missing_for_sending(campaign: Campaign) -> list[str]:
    """What is still to be done before it may leave, in words; empty when it is ready."""
    found = []
    if not campaign.segment:
        found.append(_("Choisissez à qui vous écrivez."))
    if campaign.channel == Channel.EMAIL and not campaign.subject.strip():
        found.append(_("Donnez un objet à votre message."))
    if not campaign.body.strip() and not campaign.items:
        found.append(_("Écrivez votre message."))
    return found
