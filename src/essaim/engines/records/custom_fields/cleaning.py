"""What a custom field accepts: a typed value comes out, or a sentence saying what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from essaim.engines.records.kinds import Kind
from essaim.engines.records.models import CustomField

SHORT, LONG = 500, 100_000
_SPACES = str.maketrans("", "", " \u00a0\u202f")


def cleaner(field: CustomField) -> Callable[[Any], Any]:
    """The `Field.clean` of a custom field; it is never given an empty value."""
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        known = {item[0]: item[1] for item in field.choices}
        return _codes(known) if field.kind == Kind.CHOICES else _code(known)
    return CLEANERS[field.kind]


def _code(known: dict[str, str]) -> Callable[[Any], str]:
    def clean(value: Any) -> str:
        if value not in known:
            raise ValidationError(_("« %s » ne fait pas partie des choix.") % value)
        return value

    return clean


def _codes(known: dict[str, str]) -> Callable[[Any], list[str]]:
    one = _code(known)

    def clean(value: Any) -> list[str]:
        items = value if isinstance(value, (list, tuple, set)) else [value]
        return list(dict.fromkeys(one(item) for item in items))

    return clean


def _string(limit: int) -> Callable[[Any], str]:
    def clean(value: Any) -> str:
        text = str(value).replace("\x00", "").strip()
        if len(text) > limit:
            raise ValidationError(_("Ce texte dépasse %d caractères.") % limit)
        return text

    return clean


def _integer(value: Any) -> int:
    try:
        if isinstance(value, float) and not value.is_integer():
            raise ValueError
        number = int(value.translate(_SPACES)) if isinstance(value, str) else int(value)
    except (TypeError, ValueError, OverflowError):
        raise ValidationError(_("Un nombre entier est attendu.")) from None
    if isinstance(value, bool) or abs(number) > 2**53:
        raise ValidationError(_("Un nombre entier est attendu."))
    return number


def _decimal(value: Any) -> Decimal:
    text = str(value).translate(_SPACES).replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValidationError(_("Un nombre est attendu.")) from None
    if isinstance(value, bool) or not number.is_finite() or abs(number) > Decimal(10) ** 15:
        raise ValidationError(_("Un nombre est attendu."))
    number = round(number, 6).normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral() else number


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        found = parse_date(str(value))
    except ValueError:
        found = None
    if found is None:
        raise ValidationError(_("Une date est attendue, par exemple 2026-11-22."))
    return found


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValidationError(_("Oui ou non est attendu."))
    return value


def _email(value: Any) -> str:
    text = str(value).strip()
    EmailValidator(_("Cette adresse électronique est incomplète ou mal écrite."))(text)
    return text


def _url(value: Any) -> str:
    text = str(value).strip()
    if "://" not in text:
        text = f"https://{text}"
    URLValidator(schemes=["http", "https"], message=_("Cette adresse de site est mal écrite."))(text)
    return text


def _phone(value: Any) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(str(value), settings.DEFAULT_COUNTRY)
    except phonenumbers.NumberParseException:
        raise ValidationError(_("Ce n’est pas un numéro de téléphone.")) from None
    if not phonenumbers.is_possible_number(number):
        raise ValidationError(_("Ce numéro de téléphone n’a pas le bon nombre de chiffres."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


CLEANERS: dict[str, Callable[[Any], Any]] = {
    Kind.TEXT: _string(SHORT),
    Kind.LONG_TEXT: _string(LONG),
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.MONEY: _decimal,
    Kind.DATE: _date,
    Kind.BOOLEAN: _boolean,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
    Kind.URL: _url,
}
