"""What is measured in each group: counts, sums, averages, shares, delays.

A measure is asked of the database as parts that can be merged (a mean is a sum and a count), so that groups
which read alike may be put together afterwards. `distinct` and `median` cannot, and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, FloatField, Max, Min, Q, Sum
from django.utils.translation import gettext as _

from essaim.engines.records.declarations import Field
from essaim.engines.records.kinds import Kind
from essaim.engines.records.query.compiler import Compiler
from essaim.engines.records.query.errors import QueryError
from essaim.engines.records.query.schema import MEASURES

from .buckets import DATED, Days

NUMERIC = ("sum", "mean", "median")
COUNTED = (Kind.TEXT, Kind.EMAIL, Kind.PHONE, Kind.URL, Kind.CHOICE, Kind.INTEGER, Kind.DECIMAL, Kind.MONEY,
           Kind.DATE, Kind.DATETIME, Kind.LINK, Kind.TAGS, Kind.REFERENCE)  # fmt: skip
Parts = tuple[Any, ...]


@dataclass(frozen=True)
class Measure:
    """`unit`: "" | "%" | "days" | "date" | the field's own. `parts`: ORM aggregates, by suffix."""

    name: str
    label: str
    unit: str
    parts: dict[str, Any]
    field: Field | None = None
    mergeable: bool = True
    path: str = ""

    def value(self, parts: Parts) -> Any:
        """A number (int, float or Decimal), a date for min and max of dates, or None."""
        if self.name in ("mean", "interval"):
            return None if not parts[1] or parts[0] is None else float(parts[0]) / parts[1]
        if self.name == "ratio":
            return None if not parts[1] else float(parts[0] or 0) / float(parts[1]) * 100
        value = parts[0]
        if isinstance(value, Decimal):
            return float(value)
        return (value or 0) if self.name in ("count", "distinct", "sum") else value

    def merged(self, one: Parts, other: Parts) -> Parts:
        if not self.mergeable:
            return tuple(None for _part in one)
        return tuple(self._merge(left, right) for left, right in zip(one, other, strict=True))

    def _merge(self, left: Any, right: Any) -> Any:
        if left is None or right is None:
            return right if left is None else left
        if self.name in ("min", "max"):
            return (min if self.name == "min" else max)(left, right)
        return left + right


def read_measure(compiler: Compiler, data: dict[str, Any]) -> Measure:
    name = str(data.get("measure"))
    if name not in MEASURES:
        raise QueryError(_("Cette mesure n’existe pas."))
    if name == "count":
        return Measure("count", _count_label(compiler), "", {"n": Count("*")})
    if name == "ratio":
        return _ratio(compiler, data)
    if name == "interval":
        return _interval(compiler, data)
    field = compiler.field(str(data.get("field")))
    if name == "distinct":
        return _distinct(compiler, field)
    return _numeric(compiler, name, field)


def _count_label(compiler: Compiler) -> str:
    return _("Nombre : %s") % str(compiler.type.label_plural).lower()


def _distinct(compiler: Compiler, field: Field) -> Measure:
    if field.kind not in COUNTED:
        raise QueryError(_("On ne peut pas compter les valeurs différentes de « %s ».") % field.label)
    path = compiler.path(field)
    filled = ~Q(**{path: ""}) if field.is_text or field.kind == Kind.CHOICE else None
    label = _("%s : valeurs différentes") % field.label
    return Measure(
        "distinct", label, "", {"n": Count(path, distinct=True, filter=filled)}, field, mergeable=False
    )


def _numeric(compiler: Compiler, name: str, field: Field) -> Measure:
    extreme = name in ("min", "max") and field.is_date
    if not (field.is_number or extreme):
        raise QueryError(_("« %s » n’est pas un nombre.") % field.label)
    if field.sensitive:
        raise QueryError(_("« %s » est confidentiel : on ne peut pas le mesurer.") % field.label)
    path = compiler.path(field)
    words = {
        "sum": _("Total : %s"), "mean": _("Moyenne : %s"), "median": _("Médiane : %s"),
        "min": _("Minimum : %s"), "max": _("Maximum : %s"),
    }  # fmt: skip
    parts: dict[str, dict[str, Any]] = {
        "sum": {"n": Sum(path)},
        "mean": {"n": Sum(path), "of": Count(path)},
        "min": {"n": Min(path)},
        "max": {"n": Max(path)},
    }
    unit = "date" if extreme else (field.unit or ("EUR" if field.kind == Kind.MONEY else ""))
    return Measure(
        name, words[name] % field.label, unit, parts.get(name, {}), field, name != "median", path=path
    )


def _ratio(compiler: Compiler, data: dict[str, Any]) -> Measure:
    """The share of the records that fulfil `where`, or a total over another, in hundredths."""
    if data.get("where"):
        condition = compiler.node(data["where"])
        return Measure("ratio", _("Part"), "%", {"n": Count("pk", filter=condition), "of": Count("*")})
    one, other = compiler.field(str(data.get("field"))), compiler.field(str(data.get("over")))
    if not (one.is_number and other.is_number) or one.sensitive or other.sensitive:
        raise QueryError(_("Un rapport se fait entre deux nombres, ou avec une condition."))
    label = _("%(one)s sur %(other)s") % {"one": one.label, "other": other.label}
    return Measure("ratio", label, "%", {"n": Sum(compiler.path(one)), "of": Sum(compiler.path(other))}, one)


def _interval(compiler: Compiler, data: dict[str, Any]) -> Measure:
    """The mean number of days from the date `since` to the date `field`, where both are known."""
    since, until = compiler.field(str(data.get("since"))), compiler.field(str(data.get("field")))
    if since.kind not in DATED or until.kind not in DATED or since.sensitive or until.sensitive:
        raise QueryError(_("Un délai se mesure entre deux dates."))
    days = Days(F(compiler.path(until)), F(compiler.path(since)), output_field=FloatField())
    label = _("Délai moyen : de « %(since)s » à « %(until)s »") % {
        "since": since.label,
        "until": until.label,
    }
    return Measure("interval", label, "days", {"n": Sum(days), "of": Count(days)}, until)
