"""Exchanges and tasks as panels show them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from .models import Interaction

ICONS = {
    "call": "phone", "mail": "mail", "letter": "file-text", "meeting": "users", "visit": "walk", "sms": "message",
    "note": "note", "campaign": "send", "event": "bolt",
}  # fmt: skip
TONES = {
    "call": "c1",
    "mail": "c2",
    "letter": "c3",
    "meeting": "c4",
    "visit": "c5",
    "sms": "c6",
    "event": "info",
}
OUTCOME_TONES = {"no_answer": "warning", "message": "info", "refused": "danger", "reached": "success",
                 "follow_up": "warning"}  # fmt: skip
FILTERS = (
    ("", _("Tout")),
    ("call", _("Appels")),
    ("mail", _("E-mails")),
    ("meeting", _("Rendez-vous")),
    ("visit", _("Visites")),
    ("note", _("Notes")),
)


def lines(interactions: list[Interaction]) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "icon": ICONS.get(row.kind, "note"),
            "tone": TONES.get(row.kind, "neutral"),
            "outcome_tone": OUTCOME_TONES.get(row.outcome, "neutral"),
        }
        for row in interactions
    ]
