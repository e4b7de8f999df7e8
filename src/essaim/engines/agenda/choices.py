"""Closed lists of the agenda."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Repeat(models.TextChoices):
    NONE = "none", _("une seule fois")
    DAILY = "daily", _("tous les jours")
    WEEKLY = "weekly", _("toutes les semaines")
    MONTHLY = "monthly", _("tous les mois, à la même date")
    WEEKDAY = "weekday", _("tous les mois, le même jour de la semaine")
    YEARLY = "yearly", _("tous les ans")
    CUSTOM = "custom", _("selon la règle d’un autre agenda")


class Category(models.TextChoices):
    """What kind of time it is: gives its colour, and its name beside the colour."""

    MEETING = "meeting", _("réunion")
    APPOINTMENT = "appointment", _("rendez-vous")
    SESSION = "session", _("séance de formation")
    VISIT = "visit", _("visite")
    DUTY = "duty", _("permanence")
    FOLLOW_UP = "follow_up", _("relance")
    ABSENCE = "absence", _("absence")
    OTHER = "other", _("autre")


TONES = {code: f"c{rank}" for rank, code in enumerate(Category.values, 1)}


class Policy(models.TextChoices):
    SKIP = "skip", _("sauter la date")
    MOVE = "move", _("reporter au prochain jour ouvré")


class Scope(models.TextChoices):
    THIS = "this", _("Cette date seulement")
    FOLLOWING = "following", _("Cette date et les suivantes")
    ALL = "all", _("Toutes les dates")


WEEKDAYS = (
    ("MO", _("lundi")),
    ("TU", _("mardi")),
    ("WE", _("mercredi")),
    ("TH", _("jeudi")),
    ("FR", _("vendredi")),
    ("SA", _("samedi")),
    ("SU", _("dimanche")),
)
CODES = tuple(code for code, _label in WEEKDAYS)

ZONES = (
    ("Europe/Paris", _("Paris")),
    ("Africa/Dakar", _("Thiès, Dakar")),
    ("Africa/Abidjan", _("Abidjan, Bamako")),
    ("Africa/Casablanca", _("Casablanca")),
    ("Africa/Tunis", _("Tunis, Alger")),
    ("Africa/Douala", _("Douala, Cotonou")),
    ("Indian/Antananarivo", _("Antananarivo")),
    ("Indian/Reunion", _("La Réunion")),
    ("Indian/Mayotte", _("Mayotte")),
    ("America/Guadeloupe", _("Guadeloupe, Martinique")),
    ("America/Cayenne", _("Cayenne")),
    ("Pacific/Noumea", _("Nouméa")),
    ("Europe/London", _("Londres")),
    ("America/Montreal", _("Montréal")),
    ("UTC", _("temps universel")),
)

COUNTRIES = (
    ("FR", _("France")),
    ("SN", _("Sénégal")),
    ("BE", _("Belgique")),
    ("BF", _("Burkina Faso")),
    ("BJ", _("Bénin")),
    ("CA", _("Canada")),
    ("CH", _("Suisse")),
    ("CI", _("Côte d’Ivoire")),
    ("CM", _("Cameroun")),
    ("DE", _("Allemagne")),
    ("DZ", _("Algérie")),
    ("ES", _("Espagne")),
    ("GN", _("Guinée")),
    ("IT", _("Italie")),
    ("LU", _("Luxembourg")),
    ("MA", _("Maroc")),
    ("MG", _("Madagascar")),
    ("ML", _("Mali")),
    ("PT", _("Portugal")),
    ("TG", _("Togo")),
    ("TN", _("Tunisie")),
)
