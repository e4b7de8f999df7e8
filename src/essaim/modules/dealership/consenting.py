"""What customers agreed to, read from the directory: the latest word by channel counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from essaim.engines.directory.api import Consent, Person

from .choices import Channel
from .models import Customer


def channels_given(owner: Any) -> list[str]:
    """The channels by which `owner` accepts offers, in the order of the sheet."""
    column = "person" if isinstance(owner, Person) else "organisation"
    return _latest(column, [owner.pk])[owner.pk]


def _latest(column: str, keys: list[int]) -> dict[int, list[str]]:
    rows = Consent.objects.filter(
        **{f"{column}__in": keys}, purpose=Consent.Purpose.OFFERS
    ).order_by("said_on", "pk").values_list(f"{column}_id", "channel", "given")  # fmt: skip
    last: dict[int, dict[str, bool]] = defaultdict(dict)
    for key, channel, given in rows:
        last[key][channel] = given
    found: dict[int, list[str]] = defaultdict(list)
    for key, words in last.items():
        found[key] = [code for code in Channel.values if words.get(code)]
    return found


def keep_consents(column: str, keys: Iterable[int]) -> None:
    """The sheets of these people (or organisations) say what the directory says."""
    keys = list(keys)
    given = _latest(column, keys)
    changed = []
    for customer in Customer.objects.filter(**{f"{column}__in": keys}):
        wanted = given[getattr(customer, f"{column}_id")]
        if customer.consents != wanted:
            customer.consents = wanted
            changed.append(customer)
    Customer.objects.bulk_update(changed, ["consents"], batch_size=500)
