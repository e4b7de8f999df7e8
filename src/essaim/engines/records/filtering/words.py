"""The words of filters: operators, periods, comparisons."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from essaim.engines.records.declarations import Field
from essaim.engines.records.kinds import OPERATORS, Kind

TEXT_WORDS = {
    "contains": _("contient"),
    "not_contains": _("ne contient pas"),
    "is": _("est exactement"),
    "is_not": _("n’est pas"),
    "starts": _("commence par"),
    "in": _("est l’un de"),
    "empty": _("est vide"),
    "not_empty": _("est rempli"),
}
NUMBER_WORDS = {
    "is": _("est égal à"),
    "is_not": _("est différent de"),
    "lt": _("est inférieur à"),
    "lte": _("est au plus"),
    "gt": _("est supérieur à"),
    "gte": _("est au moins"),
    "between": _("est entre"),
    "empty": _("est vide"),
    "not_empty": _("est rempli"),
}
DATE_WORDS = {
    "period": _("est dans la période"),
    "on": _("est le"),
    "before": _("est avant le"),
    "after": _("est après le"),
    "between": _("est entre le"),
    "month": _("tombe en"),
    "empty": _("est vide"),
    "not_empty": _("est rempli"),
}
ONE_WORDS = {"in": _("est"), "not_in": _("n’est pas"), "empty": _("est vide"), "not_empty": _("est rempli")}
MANY_WORDS = {
    "any": _("comprend"),
    "all": _("comprend à la fois"),
    "none": _("ne comprend pas"),
    "empty": _("est vide"),
    "not_empty": _("est rempli"),
}
REFERENCE_WORDS = {
    "in": _("est"),
    "not_in": _("n’est pas"),
    "where": _("remplit des conditions"),
    "empty": _("est vide"),
    "not_empty": _("est rempli"),
}
RELATION_WORDS = {
    "some": _("il y en a au moins un(e)"),
    "no": _("il n’y en a aucun(e)"),
    "count": _("leur nombre"),
    "sum": _("leur total"),
}
THAN_WORDS = {
    "gte": _("est au moins"),
    "lte": _("est au plus"),
    "is": _("est égal à"),
    "is_not": _("est différent de"),
    "gt": _("est supérieur à"),
    "lt": _("est inférieur à"),
}

# Relative periods: code → (words, value of the query). Those in MEASURED ask for a number and a unit.
PERIODS = {
    "this:day": _("aujourd’hui"),
    "previous:day": _("hier"),
    "following:day": _("demain"),
    "this:week": _("cette semaine"),
    "previous:week": _("la semaine dernière"),
    "following:week": _("la semaine prochaine"),
    "this:month": _("ce mois-ci"),
    "previous:month": _("le mois dernier"),
    "following:month": _("le mois prochain"),
    "this:quarter": _("ce trimestre"),
    "previous:quarter": _("le trimestre dernier"),
    "following:quarter": _("le trimestre prochain"),
    "this:year": _("cette année"),
    "previous:year": _("l’an dernier"),
    "following:year": _("l’an prochain"),
    "last": _("les derniers…"),
    "next": _("les prochains…"),
}
MEASURED = ("last", "next")
UNITS = {
    "day": _("jours"),
    "week": _("semaines"),
    "month": _("mois"),
    "quarter": _("trimestres"),
    "year": _("années"),
}
MONTHS = {
    1: _("janvier"), 2: _("février"), 3: _("mars"), 4: _("avril"), 5: _("mai"), 6: _("juin"), 7: _("juillet"),
    8: _("août"), 9: _("septembre"), 10: _("octobre"), 11: _("novembre"), 12: _("décembre"),
}  # fmt: skip
FEMININE_UNITS = frozenset({"week", "year"})


def operator_words(field: Field) -> dict[str, Any]:
    """The operators offered for a field, in the order a person looks for them, with their words."""
    words: dict[str, Any]
    if field.is_text:
        words = TEXT_WORDS
    elif field.is_number:
        words = NUMBER_WORDS
    elif field.is_date:
        words = DATE_WORDS
    elif field.kind in (Kind.CHOICE, Kind.LINK):
        words = ONE_WORDS
    elif field.kind in (Kind.CHOICES, Kind.TAGS):
        words = MANY_WORDS
    elif field.kind == Kind.BOOLEAN:
        words = {"is": _("est")}
    else:
        words = REFERENCE_WORDS if field.kind == Kind.REFERENCE else RELATION_WORDS
    return {code: word for code, word in words.items() if code in OPERATORS[field.kind]}
