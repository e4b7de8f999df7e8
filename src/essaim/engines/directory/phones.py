"""Telephone numbers: whatever people type in, E.164 stored, read as dialled at home."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models.located import default_country

_SENEGALESE = re.compile(r"\s*(7[05678]|33|30)[ .\-]\d{3}[ .\-]\d{2}[ .\-]\d{2}\s*")
_OVERSEAS = {
    "0590": "GP", "0690": "GP", "0691": "GP", "0596": "MQ", "0696": "MQ", "0697": "MQ", "0594": "GF", "0694": "GF",
    "0262": "RE", "0263": "RE", "0692": "RE", "0693": "RE", "0269": "YT", "0639": "YT",
}  # fmt: skip
_FICTION = re.compile(
    r"\+33(19900|26191|35301|46571|53649|63998)\d{4}"
)  # ARCEP: films, demonstrations, schools
_FRENCH = re.compile(r"0[1-9][0-9]{8}")
_EXCEL_DECIMAL = re.compile(r"(\d+)[.,]0")
_MARKS = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "’": "", "'": "", "\u2011": "-", "\u2013": "-", "/": " "}
)


def region_of(text: str, country: str = "") -> str:
    """The country to read a number in: the record's, unless the number is plainly of another."""
    country = country or default_country()
    if country == "FR" and _SENEGALESE.fullmatch(text):
        return "SN"  # 77 123 45 67: grouped as Senegal does, and no French number is
    if country == "SN" and re.fullmatch(r"0\d{9}", re.sub(r"\D", "", text)):
        return "FR"
    digits = re.sub(r"\D", "", text)
    if country == "FR" and not digits.startswith("063998"):  # kept for fiction
        return _OVERSEAS.get(digits[:4], country)  # dialled alike, numbered apart
    return country


def phone(text: str, country: str = "") -> str:
    """E.164 ("+33243000000"), or ValidationError saying what is wrong. `country`: ISO code of the record."""
    import phonenumbers

    given = str(text).translate(_MARKS).strip()
    if not given:
        return ""
    if found := _EXCEL_DECIMAL.fullmatch(given):
        given = found[1]
    if given.startswith("00"):
        given = "+" + given[2:]
    given = re.sub(r"^\+(\d+)\s*\(0\)", r"+\1", given)
    region = region_of(given, country)
    letters = re.search(r"[A-Za-zÀ-ÿ]{2,}", given)
    if letters:
        raise ValidationError(_("Un numéro de téléphone ne contient pas de lettres : « %s ».") % letters[0])
    try:
        number = _usual(given, region) or phonenumbers.parse(given, region)
    except phonenumbers.NumberParseException:
        raise ValidationError(_("Ce n’est pas un numéro de téléphone : « %s ».") % given) from None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not phonenumbers.is_valid_number(number) and not _FICTION.fullmatch(written):
        raise ValidationError(_explain(given, region))
    return written


def _usual(given: str, region: str) -> Any:
    """The ten digits of France without the library's long reading, which is where imports spend their time."""
    from phonenumbers import PhoneNumber

    digits = given.replace(" ", "").replace(".", "").replace("-", "")
    if region == "FR" and _FRENCH.fullmatch(digits):
        return PhoneNumber(country_code=33, national_number=int(digits[1:]))
    return None


def _explain(given: str, region: str) -> str:
    digits = re.sub(r"\D", "", given)
    if given.startswith("+"):
        return (
            _("Le numéro « %s » n’existe pas dans ce pays : vérifiez l’indicatif et le nombre de chiffres.")
            % given
        )
    if region == "FR" and len(digits) != 10:
        return _(
            "Un numéro français compte 10 chiffres ; celui-ci en a %(count)d. "
            "Pour un autre pays, commencez par l’indicatif, comme +221."
        ) % {"count": len(digits)}
    if region == "SN" and len(digits) != 9:
        return _(
            "Un numéro sénégalais compte 9 chiffres ; celui-ci en a %(count)d. "
            "Pour un autre pays, commencez par l’indicatif, comme +33."
        ) % {"count": len(digits)}
    return _("Le numéro « %s » n’est attribué à personne : vérifiez ses premiers chiffres.") % given


# What the library answers for nearly all the numbers we hold, at a fiftieth of its price: a test compares them.
_USUAL = (
    (
        "+33",
        "FR",
        re.compile(r"\+33([1-79])(\d\d)(\d\d)(\d\d)(\d\d)"),
        "0{} {} {} {} {}",
        "+33 {} {} {} {} {}",
    ),
    ("+221", "SN", re.compile(r"\+221([379]\d)(\d{3})(\d\d)(\d\d)"), "{} {} {} {}", "+221 {} {} {} {}"),
)


def readable(value: str, country: str = "") -> str:
    """ "02 43 00 00 00" at home, "+221 77 123 45 67" from abroad; anything unreadable as it is."""
    for home, region, pattern, national, abroad in _USUAL:
        if value.startswith(home) and (found := pattern.fullmatch(value)):
            return (national if (country or default_country()) == region else abroad).format(*found.groups())
    return _read(value, country or default_country())


@lru_cache(maxsize=4096)
def _read(value: str, country: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    home = number.country_code == phonenumbers.country_code_for_region(country)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def is_mobile(value: str) -> bool:
    import phonenumbers

    try:
        kind = phonenumbers.number_type(phonenumbers.parse(value, None))
    except phonenumbers.NumberParseException:
        return False
    return kind == phonenumbers.PhoneNumberType.MOBILE
