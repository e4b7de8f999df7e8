"""The kinds of field a record type is made of, and the operators each kind is filtered by."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a field holds. Values as they travel in JSON are told beside each."""

    TEXT = "text"  # str
    LONG_TEXT = "long_text"  # str, several lines
    EMAIL = "email"  # str
    PHONE = "phone"  # str, E.164 ("+33243000000")
    URL = "url"  # str
    CHOICE = "choice"  # str, one of the codes of `choices`
    CHOICES = "choices"  # list[str], codes
    INTEGER = "integer"  # int
    DECIMAL = "decimal"  # decimal as str or number
    MONEY = "money"  # decimal as str or number, in `Field.unit` (default EUR)
    DATE = "date"  # "2026-11-22"
    DATETIME = "datetime"  # ISO 8601 with offset
    BOOLEAN = "boolean"  # bool
    LINK = "link"  # primary key of a small reference table (network, territory, user…)
    TAGS = "tags"  # list of primary keys of a small reference table
    REFERENCE = "reference"  # primary key of a record of type `target`
    REFERENCES = "references"  # records of type `target` that point here


TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL, Kind.PHONE, Kind.URL})
NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY})
DATES = frozenset({Kind.DATE, Kind.DATETIME})

_TEXT_OPERATORS = ("contains", "not_contains", "is", "is_not", "starts", "in", "empty", "not_empty")
_NUMBER_OPERATORS = ("is", "is_not", "lt", "lte", "gt", "gte", "between", "empty", "not_empty")
_DATE_OPERATORS = ("on", "before", "after", "between", "period", "month", "empty", "not_empty")
_ONE_OF = ("in", "not_in", "empty", "not_empty")
_MANY_OF = ("any", "all", "none", "empty", "not_empty")

OPERATORS: dict[Kind, tuple[str, ...]] = {
    **dict.fromkeys(TEXTS, _TEXT_OPERATORS),
    **dict.fromkeys(NUMBERS, _NUMBER_OPERATORS),
    **dict.fromkeys(DATES, _DATE_OPERATORS),
    Kind.CHOICE: _ONE_OF,
    Kind.LINK: _ONE_OF,
    Kind.CHOICES: _MANY_OF,
    Kind.TAGS: _MANY_OF,
    Kind.BOOLEAN: ("is",),
    Kind.REFERENCE: ("in", "not_in", "where", "empty", "not_empty"),
    Kind.REFERENCES: ("some", "no", "count", "sum"),
}
