"""Public holidays and school holidays, drawn on the calendar so that one plans around them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from .daysoff import name_of, school_spans
from .layers import Layer, Mark, layers

COUNTRY_OF = {
    "Europe/Paris": "FR", "Africa/Dakar": "SN", "Africa/Abidjan": "CI", "Africa/Casablanca": "MA",
    "Africa/Tunis": "TN", "Africa/Douala": "CM", "Indian/Antananarivo": "MG", "Indian/Reunion": "FR",
    "Indian/Mayotte": "FR", "America/Guadeloupe": "FR", "America/Cayenne": "FR", "Pacific/Noumea": "FR",
    "America/Montreal": "CA",
}  # fmt: skip


def public(user: Any, start: datetime, end: datetime, mine: bool) -> list[Mark]:
    """Those of the country whose clock is shown, France otherwise."""
    country = COUNTRY_OF.get(str(start.tzinfo), "FR")
    named = ((day, name_of(day, country)) for day in _days(start.date(), end.date()))
    return [Mark(name, day, "") for day, name in named if name]


def school(user: Any, start: datetime, end: datetime, mine: bool) -> list[Mark]:
    return [Mark(name, first, "", last) for name, first, last in school_spans(start.date(), end.date())]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days)]


layers.declare(
    Layer("jours-feries", _("Jours fériés"), "flag", public),
    Layer("vacances", _("Vacances scolaires"), "sun", school, shown=False),
)
