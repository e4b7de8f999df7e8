"""The types a question may have, and what each may be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class QuestionType:
    """`takes`: what its settings page asks ("choices", "rows", "range", "unit", "ends", "format").

    `scored`: it can bring points. `condition`: other questions may depend on it. `charted`: "bars",
    "numbers" or "" for how its results are drawn.
    """

    name: str
    label: Any
    icon: str
    takes: frozenset[str] = field(default_factory=frozenset)
    scored: bool = False
    condition: bool = True
    charted: str = ""


def _type(
    name: str,
    label: Any,
    icon: str,
    takes: str = "",
    scored: bool = False,
    condition: bool = True,
    charted: str = "",
) -> QuestionType:
    return QuestionType(name, label, icon, frozenset(takes.split()), scored, condition, charted)


_ALL = (
    _type("text", _("Texte court"), "letter-case", "range format"),
    _type("long_text", _("Texte long"), "align-left", "range"),
    _type("number", _("Nombre"), "number-123", "range unit", scored=True, charted="numbers"),
    _type("money", _("Montant"), "coin-euro", "range unit", charted="numbers"),
    _type("date", _("Date"), "calendar", "range"),
    _type("choice", _("Un choix"), "circle-dot", "choices", scored=True, charted="bars"),
    _type("choices", _("Plusieurs choix"), "checkbox", "choices range", scored=True, charted="bars"),
    _type("scale", _("Échelle"), "stars", "range ends", scored=True, charted="bars"),
    _type("matrix", _("Tableau de choix"), "table", "choices rows", scored=True, charted="bars"),
    _type("file", _("Fichier"), "paperclip", "", condition=False),
    _type("signature", _("Signature"), "signature", "", condition=False),
    _type("email", _("Adresse électronique"), "mail"),
    _type("phone", _("Téléphone"), "phone"),
    _type("address", _("Adresse postale"), "map-pin"),
    _type("person", _("Personne de l’annuaire"), "user"),
    _type("organisation", _("Organisme de l’annuaire"), "building"),
    _type("note", _("Texte à lire"), "info-circle", "", condition=False),
)
TYPES: dict[str, QuestionType] = {item.name: item for item in _ALL}

FORMATS: dict[str, tuple[Any, str]] = {
    "": (_("libre"), ""),
    "letters": (_("lettres seulement"), r"[^\W\d_]+(?:[ '’.-][^\W\d_]+)*\.?"),
    "digits": (_("chiffres seulement"), r"[0-9]+"),
    "postcode": (_("code postal français"), r"[0-9]{5}"),
    "siret": (_("numéro SIRET"), r"[0-9]{14}"),
}
