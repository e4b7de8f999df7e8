"""A campaign's text with the values of its recipients."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from essaim.engines.records.api import RecordType, record_types

from .audience import Recipient, person_path_of
from .choices import Channel, Why
from .merging.fields import names_of, usable_fields, values_of
from .merging.markup import Compiled, Merged, compile_message
from .models import Campaign


class Composer:
    """Compiled once, then merges as many recipients as one likes. Raises MergeError at once for a wrong text."""

    missing = Why.OUT_OF_REACH

    def __init__(self, campaign: Campaign, user: Any) -> None:
        self.campaign, self.user = campaign, user
        self.record_type: RecordType = record_types.get(campaign.type_name)
        self.person_path = person_path_of(self.record_type)
        self.compiled = compile_for(user, self.record_type, campaign.channel, campaign.subject, campaign.body)

    def merged(self, rows: QuerySet, batch: list[Recipient]) -> dict[int, Merged]:
        """By key of the record. Those missing receive nothing, for the reason `missing`."""
        values = values_of(self.user, self.record_type, rows, self.compiled.codes, self.person_path)
        return {key: self.compiled.merge(found) for key, found in values.items()}


def compile_for(user: Any, record_type: RecordType, channel: str, subject: str, body: str) -> Compiled:
    names = names_of(usable_fields(user, record_type, person_path_of(record_type)))
    return compile_message(subject, body, names, rich=channel != Channel.SMS)
