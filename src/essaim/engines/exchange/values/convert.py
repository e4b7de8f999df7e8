"""A cell as the value of a field: read, mended where that is sure, checked, or refused in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from inspect import signature
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from essaim.engines.exchange.mapping import Column
from essaim.engines.records.api import Field, Kind, RecordType
from essaim.kit.text import fold

from .cells import text_of
from .choices import Choices
from .dates import date_of, datetime_of
from .numbers import integer_of, number_of
from .repairs import nature_of, repaired, rounded

TRUE = {"oui", "o", "vrai", "true", "yes", "y", "x", "1", "ok", "✓", "✔", "☑"}
FALSE = {"non", "n", "faux", "false", "no", "0", "-", "☐", "✗"}
EMPTY = {"n/a", "na", "#n/a", "#ref!", "#valeur!", "#value!", "#nom?", "#div/0!", "null", "none", "(vide)"}
FORMULA = ("=", "+", "-", "@")
MEMORY = 3_000
UNKNOWN = "unknown"
_MAYBE_SEVERAL = re.compile(r"[;,/|\n]|\b(?:ou|et)\b")
_SEVERAL = re.compile(r"\s*[;|\n]\s*|\s*,\s*(?=[^\s])|\s+/\s+|\s*\+\s*")


class Converted(NamedTuple):
    """`note`: what was mended or left out, to be said; `lost` tells that something could not be kept."""

    value: Any
    note: str = ""
    repaired: bool = False


class Converter:
    """One column's way into one field. Answers are remembered: columns repeat themselves."""

    def __init__(
        self, user: Any, record_type: RecordType, field: Field, column: Column, day_first: bool = True
    ) -> None:
        self.field = field
        self.column = column
        self.day_first = day_first
        self.nature = nature_of(field)
        self.model_field = _model_field(record_type, field)
        self.choices = Choices.of(user, record_type, field) if field.kind in LISTS else None
        checked_already = field.kind == Kind.EMAIL and field.clean is not None
        self.validates = field.kind not in (Kind.TEXT, Kind.LONG_TEXT, Kind.PHONE) and not checked_already
        self.takes_country = field.clean is not None and "country" in signature(field.clean).parameters
        self._read: Callable[[str, Any], Any] = getattr(self, READERS.get(field.kind, "_text"))
        self._known: dict[Any, Converted | ValidationError] = {}
        self.country = ""

    def convert(self, cell: Any, country: str = "") -> Converted:
        """Raises ValidationError; an empty cell is None. `country`: that of the row, for numbers read by country."""
        key = (type(cell), cell, country if self.nature in ("phone", "postcode") else "")
        known = self._known.get(key)
        if known is None:
            self.country = country
            try:
                known = self._convert(cell)
            except ValidationError as error:
                known = error
            if len(self._known) < MEMORY:
                self._known[key] = known
        if isinstance(known, ValidationError):
            raise known
        return known

    def _convert(self, cell: Any) -> Converted:
        nature = self.nature if self.country in ("", "FR") or self.nature in ("siret", "siren") else ""
        text, mended = repaired(nature, cell)
        if len(text) > 1 and text[0] == "'" and text.lstrip("'")[:1] in FORMULA:
            text = text[1:]  # the apostrophe our own exports put before what a tableur would compute
        if not text or fold(text) in EMPTY:
            return Converted(None)
        if self.column.values:
            replaced = self.column.values.get(fold(text))
            if replaced == "":
                return Converted(None)
            if replaced is not None:
                text = cell = replaced
        value = self._read(text, cell)
        note = ""
        if isinstance(value, Converted):
            value, note = value.value, value.note
        if mended:
            note = _("« %(before)s » lu « %(after)s » : zéro perdu remis.") % {
                "before": text_of(cell),
                "after": text,
            }
        return Converted(value, note, mended)

    def _checked(self, value: Any) -> Any:
        if self.field.clean is not None and value not in (None, ""):
            clean: Callable[..., Any] = self.field.clean
            value = clean(value, self.country) if self.takes_country else clean(value)
        if self.model_field is None or value in (None, ""):
            return value
        limit = getattr(self.model_field, "max_length", None)
        if limit and isinstance(value, str) and len(value) > limit:
            raise ValidationError(
                _("Ce texte compte %(count)s signes, %(limit)s au plus : « %(text)s… ».")
                % {"count": len(value), "limit": limit, "text": value[:40]}
            )
        if self.validates:
            self.model_field.run_validators(value)
        return value

    def _text(self, text: str, cell: Any) -> Any:
        if self.nature in ("siret", "siren") and rounded(text):
            raise ValidationError(
                _("« %s » a été arrondi par le tableur : ses derniers chiffres sont perdus.") % text
            )
        if self.field.kind == Kind.TEXT:
            text = re.sub(r"\s*\n\s*", ", ", text)
        if self.nature == "postcode":
            text = _postcode(text, self.country)
        return self._checked(text)

    def _url(self, text: str, cell: Any) -> Any:
        if not re.match(r"[a-z][a-z0-9+.-]*://", text, re.IGNORECASE):
            text = f"https://{text}"
        if " " in text or "." not in text:
            raise ValidationError(_("« %s » n’est pas une adresse de site.") % text[:60])
        return self._checked(text)

    def _email(self, text: str, cell: Any) -> Any:
        if "<" in text and (found := re.search(r"<([^<>\s]+@[^<>\s]+)>", text)):
            text = found[1]
        text = text.removeprefix("mailto:")
        if _MAYBE_SEVERAL.search(text) is None:
            return self._checked(text)
        return self._first(re.split(r"[\s]*[;,/|\n][\s]*|\s+(?:ou|et)\s+", text))

    def _phone(self, text: str, cell: Any) -> Any:
        if _MAYBE_SEVERAL.search(text) is None:
            return self._checked(text)
        return self._first(re.split(r"\s*[;,|\n]\s*|\s+/\s+|\s+(?:ou|et)\s+|/(?=\s*0)", text))

    def _first(self, parts: list[str]) -> Converted:
        """The first of several; the others are told, never lost without a word."""
        parts = [part.strip() for part in parts if part.strip()]
        value = self._checked(parts[0] if parts else "")
        if len(parts) < 2:
            return Converted(value)
        others = ", ".join(parts[1:])
        return Converted(value, _("Plusieurs valeurs : la première est gardée, pas « %s ».") % others[:120])

    def _integer(self, text: str, cell: Any) -> Any:
        return self._checked(integer_of(text if isinstance(cell, str) else cell))

    def _number(self, text: str, cell: Any) -> Any:
        number = number_of(text if isinstance(cell, str) else cell)
        if isinstance(self.model_field, models.FloatField):
            return self._checked(float(number))
        places = getattr(self.model_field, "decimal_places", None)
        if places is not None and (isinstance(cell, float) or -int(number.as_tuple().exponent) < places):
            number = number.quantize(Decimal(1).scaleb(-places))
        return self._checked(number)

    def _date(self, text: str, cell: Any) -> Any:
        return self._checked(date_of(text if isinstance(cell, str) else cell, self.day_first))

    def _datetime(self, text: str, cell: Any) -> Any:
        return self._checked(datetime_of(text if isinstance(cell, str) else cell, self.day_first))

    def _boolean(self, text: str, cell: Any) -> Any:
        word = fold(text)
        if word in TRUE:
            return True
        if word in FALSE:
            return False
        raise ValidationError(_("« %s » n’est ni oui ni non.") % text[:60])

    def _choice(self, text: str, cell: Any) -> Any:
        return self._one_of(text)

    def _choices(self, text: str, cell: Any) -> Any:
        return list(dict.fromkeys(self._one_of(part) for part in self._parts(text)))

    def _parts(self, text: str) -> list[str]:
        if self.choices is not None and text in self.choices:
            return [text]
        parts = text.split(self.column.separator) if self.column.separator else _SEVERAL.split(text)
        parts = [part.strip() for part in parts if part.strip()]
        return [
            self.column.values.get(fold(part), part)
            for part in parts
            if self.column.values.get(fold(part), part)
        ]

    def _one_of(self, text: str) -> Any:
        assert self.choices is not None
        found = self.choices.find(text)
        if found is not None:
            return found
        if self.column.create and self.choices.model is not None:
            return f"+{text}"
        near = self.choices.near(text)
        if near:
            raise ValidationError(
                _("« %(text)s » n’est pas dans la liste « %(label)s ». Vouliez-vous dire : %(near)s ?")
                % {"text": text[:60], "label": self.field.label, "near": ", ".join(near)},
                code=UNKNOWN,
                params={"word": text},
            )
        raise ValidationError(
            _("« %(text)s » n’est pas dans la liste « %(label)s ».")
            % {"text": text[:60], "label": self.field.label},
            code=UNKNOWN,
            params={"word": text},
        )


LISTS = (Kind.CHOICE, Kind.CHOICES, Kind.LINK, Kind.TAGS)
READERS = {
    Kind.URL: "_url",
    Kind.EMAIL: "_email",
    Kind.PHONE: "_phone",
    Kind.INTEGER: "_integer",
    Kind.DECIMAL: "_number",
    Kind.MONEY: "_number",
    Kind.DATE: "_date",
    Kind.DATETIME: "_datetime",
    Kind.BOOLEAN: "_boolean",
    Kind.CHOICE: "_choice",
    Kind.LINK: "_choice",
    Kind.CHOICES: "_choices",
    Kind.TAGS: "_choices",
}


def _model_field(record_type: RecordType, field: Field) -> Any:
    if field.custom:
        return None
    try:
        return record_type.model_class._meta.get_field(field.path)
    except FieldDoesNotExist:
        return None


def _postcode(text: str, country: str) -> str:
    compact = re.sub(r"[\s.]", "", text).upper()
    if country == "FR" and not re.fullmatch(r"\d{5}", compact):
        raise ValidationError(
            _("« %s » n’est pas un code postal français : il compte 5 chiffres.") % text[:20]
        )
    return compact
