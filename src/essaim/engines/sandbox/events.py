"""Campaigns sent from inside a sandbox go nowhere, and say so."""

from __future__ import annotations

from essaim.engines.campaigns.api import choose_by
from essaim.kit.instance import inside


def way_out(channel: str) -> str:
    return "fictif" if inside() is not None and channel in ("email", "sms") else ""


choose_by(way_out)
