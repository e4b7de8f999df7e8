"""Exchanges and tasks as panels show them."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.engines.notifications.api import marked
from essaim.kit.templatetags.kit_ui import ago, badge, icon

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
BODY_SHOWN = 280
FILTERS = (
    ("", _("Tout")),
    ("call", _("Appels")),
    ("mail", _("E-mails")),
    ("meeting", _("Rendez-vous")),
    ("visit", _("Visites")),
    ("note", _("Notes")),
)


@lru_cache(maxsize=256)
def _label(language: str, choices: type[TextChoices], code: str) -> str:
    return str(choices(code).label) if code in choices.values else code


def label_of(choices: type[TextChoices], code: str) -> str:
    """How a code reads in the reader's language; kept, for it is asked at every line."""
    return _label(get_language() or "", choices, code)


def lines(interactions: list[Interaction]) -> list[SafeString]:
    """The lines of the feed, built here rather than by a template: they are most of a record's page."""
    prefix = reverse("records:list", kwargs={"slug": "echanges"})
    return [_line(row, prefix) for row in interactions]


def _line(row: Interaction, prefix: str) -> SafeString:
    tone = TONES.get(row.kind, "neutral")
    drawn = icon(ICONS.get(row.kind, "note"), label_of(Interaction.Kind, row.kind))
    outcome = ""
    if row.outcome:
        outcome = badge(label_of(Interaction.Outcome, row.outcome), OUTCOME_TONES.get(row.outcome, "neutral"))
    body = f'<p class="es-feed__text">{_shortened(row.body)}</p>' if row.body else ""
    return SafeString(
        f'<li class="es-feed__item"><span class="es-feed__icon tone-{tone}">{drawn}</span>'
        f'<div class="es-feed__body"><p class="es-feed__head">'
        f'<a href="{escape(row.url) if row.url else f"{prefix}{row.pk}/"}">{escape(row.subject)}</a>{outcome}</p>'
        f'{body}<p class="es-feed__meta">{" · ".join(_facts(row))}</p></div></li>'
    )


def _shortened(text: str) -> str:
    short = text if len(text) <= BODY_SHOWN else f"{text[:BODY_SHOWN].rstrip()}…"
    return marked(short).replace("\n", "<br>")


def _facts(row: Interaction) -> list[str]:
    found = [str(ago(row.at))]
    if row.author:
        found.append(escape(str(row.author)))
    if row.minutes:
        found.append(f"{row.minutes} min")
    if row.direction:
        found.append(escape(label_of(Interaction.Direction, row.direction)))
    return found
