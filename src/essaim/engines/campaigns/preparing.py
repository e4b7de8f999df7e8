"""One row a recipient, merged and ready to leave. Done by batches, each whole: a preparation cut short goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from essaim.engines.records.api import record_types

from .audience import Recipient, recipients, segment_queryset
from .choices import Channel, Fate
from .composing import Composer
from .excluding import Excluder, tracking_allowed
from .merging.markup import Merged
from .models import Campaign, Message

BATCH = 500


def prepare(
    campaign: Campaign,
    rows: QuerySet | None = None,
    occasion: date | None = None,
    composer: Composer | None = None,
) -> int:
    """Makes the messages of a campaign that are not made yet, and returns how many it made.

    `rows`: these records rather than the whole segment. `occasion`: the day an automatic message is about.
    """
    user = campaign.owner
    if rows is None:
        rows = segment_queryset(user, campaign.segment or {}, campaign.frozen_ids)
    composer, excluder = composer or Composer(campaign, user), Excluder(campaign)
    excluder.met |= _addresses_used(campaign, occasion)
    made = 0
    for keys in _batches(_keys_left(campaign, rows, occasion)):
        with transaction.atomic():
            made += _prepare_batch(campaign, composer, excluder, keys, occasion)
    return made


def slot_of(campaign: Campaign, record_id: int, occasion: date | None) -> str:
    return f"{campaign.type_name}:{record_id}" + (f":{occasion.isoformat()}" if occasion else "")


def _addresses_used(campaign: Campaign, occasion: date | None) -> set[str]:
    rows = campaign.messages.filter(occasion=occasion).exclude(fate=Fate.EXCLUDED)
    return {address.lower() for address in rows.values_list("address", flat=True)}


def _keys_left(campaign: Campaign, rows: QuerySet, occasion: date | None) -> list[int]:
    done = set(campaign.messages.filter(occasion=occasion).values_list("record_id", flat=True))
    return [key for key in rows.values_list("pk", flat=True) if key not in done]


def _batches(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _prepare_batch(
    campaign: Campaign, composer: Composer, excluder: Excluder, keys: list[int], occasion: date | None
) -> int:
    user, record_type = campaign.owner, composer.record_type
    rows = record_type.model_class._base_manager.filter(pk__in=keys).order_by("pk")
    looked = excluder.look(recipients(user, record_type, rows))
    kept = [item for item, _address, why in looked if not why]
    texts = composer.merged(rows.filter(pk__in=[item.record_id for item in kept]), kept) if kept else {}
    tracked = _tracked(campaign, kept)
    messages = []
    for item, address, why in looked:
        text = texts.get(item.record_id)
        reason = why or ("" if text else composer.missing)
        messages.append(_message(campaign, item, address, reason, text, occasion, tracked))
    Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=200)
    return len(messages)


def _tracked(campaign: Campaign, batch: list[Recipient]) -> set[int]:
    if not campaign.track_opens or campaign.channel != Channel.EMAIL:
        return set()
    return tracking_allowed([item.owner for item in batch])


def _message(
    campaign: Campaign, item: Recipient, address: str, why: str, text: Merged | None, occasion: date | None,
    tracked: set[int],
) -> Message:  # fmt: skip
    owner = item.owner
    is_person = owner is not None and owner._meta.model_name == "person"
    return Message(
        campaign=campaign,
        slot=slot_of(campaign, item.record_id, occasion),
        record_type=campaign.type_name,
        record_id=item.record_id,
        person_id=owner.pk if is_person else None,
        organisation_id=owner.pk if owner is not None and not is_person else None,
        label=str(owner or f"#{item.record_id}")[:200],
        address=address[:300],
        occasion=occasion,
        subject=text.subject[:400] if text else "",
        body=text.html if text else "",
        text=text.text if text else "",
        fate=Fate.EXCLUDED if why else Fate.WAITING,
        why=why,
        tracked=is_person and owner.pk in tracked,
        next_at=timezone.now(),
    )


def type_exists(campaign: Campaign) -> bool:
    return campaign.type_name in record_types
