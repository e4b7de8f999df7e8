"""Checks of what identifies bodies and reaches people: each says in plain words what is wrong.

Every function takes what somebody typed and gives what is stored, or raises ValidationError; an
empty text stays empty.
"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_SEPARATORS = re.compile(r"[\s.\-_/\u00a0\u202f\u2009]+")
_EXCEL_DECIMAL = re.compile(r"(\d+)[.,]0")
_EXCEL_POWER = re.compile(r"\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)


def compact(text: str) -> str:
    """Without spaces, dots, hyphens, slashes: what people put between groups of digits."""
    return _SEPARATORS.sub("", str(text)).upper()


def _digits(text: str, length: int, name: str) -> str:
    given = str(text).strip()
    if found := _EXCEL_DECIMAL.fullmatch(given):
        given = found[1]
    if _EXCEL_POWER.fullmatch(given):
        raise ValidationError(
            _(
                "Le %(name)s est écrit « %(text)s » : le tableur l’a arrondi, les derniers chiffres sont perdus."
            )
            % {"name": name, "text": given},
            code="rounded",
        )
    value = compact(given)
    wrong = next((char for char in value if char not in "0123456789"), "")
    if wrong:
        raise ValidationError(
            _("Le %(name)s ne contient que des chiffres ; celui-ci contient « %(char)s ».")
            % {"name": name, "char": wrong},
            code="not_digits",
        )
    if len(value) != length:
        raise ValidationError(_length_message(len(value), length, name), code="length")
    return value


def _length_message(count: int, length: int, name: str) -> str:
    text = _("Le %(name)s compte %(length)d chiffres ; celui-ci en a %(count)d") % {
        "name": name,
        "length": length,
        "count": count,
    }
    return f"{text}\u00a0: {_('un zéro perdu au début ?')}" if count == length - 1 else f"{text}."


def _checked(module: str, value: str, name: str) -> str:
    from importlib import import_module

    from stdnum.exceptions import ValidationError as Wrong

    try:
        return import_module(f"stdnum.fr.{module}").validate(value)
    except Wrong:
        raise ValidationError(
            _(
                "Ce %(name)s n’existe pas : sa clé de contrôle est fausse. "
                "Un chiffre a sans doute été mal recopié ou deux ont été inversés."
            )
            % {"name": name},
            code="checksum",
        ) from None


def siren(text: str) -> str:
    """Nine digits with their check digit."""
    return _checked("siren", _digits(text, 9, "SIREN"), "SIREN") if str(text).strip() else ""


def siret(text: str) -> str:
    """Fourteen digits with their check digit; La Poste's own rule is the library's."""
    return _checked("siret", _digits(text, 14, "SIRET"), "SIRET") if str(text).strip() else ""


def naf(text: str) -> str:
    """ "88.99B" → "8899B": four digits and a letter (the NAF codes of 2008)."""
    if not str(text).strip():
        return ""
    value = compact(text)
    if not re.fullmatch(r"[0-9]{4}[A-Z]", value):
        raise ValidationError(
            _("Un code NAF s’écrit avec quatre chiffres et une lettre, comme 88.99B."), code="naf"
        )
    return value


def rna(text: str) -> str:
    """ "W 442 001234" → "W442001234": W and nine figures."""
    if not str(text).strip():
        return ""
    value = compact(text)
    if not re.fullmatch(r"W[0-9][0-9A-Z][0-9]{7}", value):
        raise ValidationError(
            _("Un numéro RNA s’écrit avec la lettre W et neuf chiffres, comme W442001234."), code="rna"
        )
    return value


def ninea(text: str) -> str:
    """Senegal's number of bodies: seven to nine digits, then maybe three signs ("005123456 2G3")."""
    if not str(text).strip():
        return ""
    value = compact(text)
    if not re.fullmatch(r"[0-9]{7,9}([0-9][A-Z][0-9])?", value):
        raise ValidationError(
            _("Un NINEA s’écrit avec sept à neuf chiffres, suivis parfois de trois signes comme 2G3."),
            code="ninea",
        )
    return value


def postcode(text: str, country: str = "FR") -> str:
    """French postcodes have five digits (a lost zero is told); elsewhere anything short is kept."""
    value = str(text).strip().upper()
    if not value or country != "FR":
        return value
    if found := _EXCEL_DECIMAL.fullmatch(value):
        value = found[1]
    value = compact(value)
    if re.fullmatch(r"[0-9]{4}", value):
        raise ValidationError(
            _("Le code postal compte 5 chiffres ; celui-ci en a 4\u00a0: un zéro perdu au début ?"),
            code="length",
        )
    if not re.fullmatch(r"[0-9]{5}", value):
        raise ValidationError(_("Un code postal français compte 5 chiffres, comme 44000."), code="postcode")
    return value
