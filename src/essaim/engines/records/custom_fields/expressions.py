"""The value of a custom field as the database reads it: typed alike on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    DateField,
    DecimalField,
    ExpressionWrapper,
    Func,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.db.models.lookups import Exact

from essaim.engines.records.kinds import Kind
from essaim.kit.lookups import Folded


class CodesField(TextField):
    """A JSON list of codes, filtered as text ('"code"' within) and read as a list."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> list[str] | None:
        return json.loads(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return json.dumps(value) if isinstance(value, list) else super().get_prep_value(value)


class SortText(Func):
    """What text is ordered by: folded, byte by byte, whatever the server's language. Empty is null."""

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        sql, params = compiler.compile(self.source_expressions[0])
        return f"NULLIF(essaim_fold({sql}), '')", params

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:  # type: ignore[override]
        sql, params = compiler.compile(Folded(self.source_expressions[0]))
        return f"NULLIF({sql}, '') COLLATE \"C\"", params


def _text(name: str) -> Any:
    """Wrapped, so that lookups are those of text and not those of JSON."""
    return ExpressionWrapper(KeyTextTransform(name, "custom"), output_field=TextField())


def _boolean(name: str) -> Any:
    return Case(
        When(Exact(_text(name), Value("true")), then=Value(True)),
        When(Exact(_text(name), Value("false")), then=Value(False)),
        default=None,
        output_field=BooleanField(null=True),
    )


def _codes(name: str) -> Any:
    return ExpressionWrapper(KeyTextTransform(name, "custom"), output_field=CodesField())


def _cast(output: Callable[[], Any]) -> Callable[[str], Any]:
    return lambda name: Cast(_text(name), output())


_number = _cast(lambda: DecimalField(max_digits=24, decimal_places=6))

BUILDERS: dict[str, Callable[[str], Any]] = {
    Kind.INTEGER: _cast(BigIntegerField),
    Kind.DECIMAL: _number,
    Kind.MONEY: _number,
    Kind.DATE: _cast(DateField),
    Kind.BOOLEAN: _boolean,
    Kind.CHOICES: _codes,
}


def value_of(name: str, kind: str) -> Callable[[], Any]:
    """A fresh ORM expression at each call, as `Field.expression` wants."""
    return lambda: BUILDERS.get(kind, _text)(name)


def order_of(name: str, kind: str) -> Callable[[], Any] | None:
    """What text sorts by; other kinds sort by their value."""
    if kind in BUILDERS:
        return None
    return lambda: SortText(_text(name))
