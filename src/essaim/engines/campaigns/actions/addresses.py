"""Addresses nothing is sent to: given back by hand, once somebody knows better."""

from __future__ import annotations

from typing import Any

from essaim.engines.campaigns.models import Suppression
from essaim.engines.rights.api import require
from essaim.kit.writing import writing


def do_unblock(*, actor: Any, suppression: Suppression) -> None:
    require(actor, "change", "campaigns")
    with writing(actor) as work:
        work.noted(suppression, "address_unblocked", note=suppression.detail)
        suppression.delete()
