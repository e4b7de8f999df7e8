"""What figures are grouped by: a field's values, or the days, weeks, months… of a date."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Max, Min, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from essaim.engines.records.catalogue import fields_for
from essaim.engines.records.declarations import Field, RecordType, record_types
from essaim.engines.records.kinds import Kind
from essaim.engines.records.query.compiler import Compiler, base_queryset
from essaim.engines.records.query.errors import QueryError
from essaim.engines.records.reading import titles
from essaim.engines.records.rows import link_labels
from essaim.kit.lookups import Folded
from essaim.kit.text import fold

from . import buckets, ranges
from .answers import answer_of

GROUPED = (
    Kind.TEXT, Kind.CHOICE, Kind.BOOLEAN, Kind.LINK, Kind.TAGS, Kind.REFERENCE, Kind.INTEGER,
    Kind.DATE, Kind.DATETIME,
)  # fmt: skip
HIDDEN = -1


@dataclass(frozen=True)
class Item:
    """One group: `node` is the filter that keeps its records, None when no filter can say it."""

    key: Any
    label: str
    node: dict[str, Any] | None = None


def groupable(field: Field) -> bool:
    return field.kind in GROUPED and not field.sensitive and field.filterable


@dataclass
class Dimension:
    """One field of the group, for one reader. `found`: the buckets of a date, once the data is known."""

    compiler: Compiler
    field: Field
    unit: str = ""
    found: list[buckets.Bucket] = dataclasses.field(default_factory=list)
    folded: bool = False
    walked: bool = False
    span: buckets.Span | None = None

    @property
    def label(self) -> str:
        return str(self.field.label)

    @property
    def type(self) -> RecordType:
        return self.compiler.type

    def prepare(self, queryset: QuerySet, tree: dict[str, Any] | None, stamp: int, kept_only: bool) -> None:
        """Looks at which dates there are, unless the filter says so."""
        if not self.field.is_date:
            return
        span = self.span = buckets.asked_span(tree, self.field)
        if span is None:
            path = self.compiler.path(self.field)
            rows = self.compiler.with_aliases(queryset).order_by()
            known = rows.annotate(g_none=Value(1)).values_list("g_none").annotate(Min(path), Max(path))
            answer = answer_of(known, stamp, kept_only)
            low, high = answer[0][1:3] if answer else (None, None)
            if low is None:
                return
            span = buckets.local_day(low), buckets.local_day(high)
        self.found = buckets.buckets(self.unit or "month", *span)
        self.unit = self.found[0].unit if self.found else self.unit

    def expression(self) -> Any:
        path = self.compiler.path(self.field)
        if self.field.is_date and self.walked:
            return ranges.rank()
        if self.field.is_date:
            return buckets.place(self.field, path, self.found) if self.found else Value(None, IntegerField())
        if self.field.kind == Kind.REFERENCE:
            return self._within_reach(path)
        if self.field.is_text and self.folded:
            return Folded(F(path))
        return F(path)

    @property
    def hides(self) -> bool:
        """Does telling a group need to look at what the reader may see?"""
        if self.field.kind != Kind.REFERENCE:
            return False
        target = record_types.get(self.field.target)
        return bool(base_queryset(self.compiler.user, target).query.where)

    def _within_reach(self, path: str) -> Any:
        """References to what the reader may not see are one group, whatever they are."""
        seen = base_queryset(self.compiler.user, record_types.get(self.field.target))
        if not seen.query.where:
            return F(path)
        return Case(
            When(**{f"{path}__isnull": True}, then=Value(None)),
            When(Q(**{f"{path}__in": seen.order_by().values("pk")}), then=F(path)),
            default=Value(HIDDEN),
            output_field=IntegerField(),
        )

    def plain(self, raw: Any) -> Any:
        """What tells two groups apart: text that reads alike is one."""
        if self.field.kind == Kind.BOOLEAN:
            return None if raw is None else bool(raw)
        if self.field.is_text:
            return fold(str(raw)) if raw else None
        return None if raw == "" else raw

    def items(self, keys: dict[Any, str]) -> dict[Any, Item]:
        """The groups of these keys, which come with one way each of writing them."""
        kind = self.field.kind
        if self.field.is_date:
            return {key: self._dated(key) for key in keys}
        if kind in (Kind.LINK, Kind.TAGS):
            labels = link_labels(self.type, self.field, [key for key in keys if key is not None])
        elif kind == Kind.REFERENCE:
            wanted = [key for key in keys if key not in (None, HIDDEN)]
            target = record_types.get(self.field.target)
            labels = titles(self.compiler.user, target, wanted) if wanted else {}
            labels[HIDDEN] = _("(hors de votre portée)")
        elif kind == Kind.CHOICE:
            labels = {code: str(label) for code, label in self.field.choice_pairs()}
        elif kind == Kind.BOOLEAN:
            labels = {True: _("oui"), False: _("non")}
        else:
            labels = keys
        return {key: self._item(key, str(labels.get(key, key))) for key in keys}

    def _item(self, key: Any, label: str) -> Item:
        name, kind = self.field.name, self.field.kind
        if key is None:
            node = None if kind == Kind.BOOLEAN else {"field": name, "op": "empty"}
            return Item(None, _("(non renseigné)"), node)
        if kind == Kind.REFERENCE and key == HIDDEN:
            return Item(key, label)
        op = {Kind.CHOICE: "in", Kind.LINK: "in", Kind.REFERENCE: "in", Kind.TAGS: "any"}.get(kind, "is")
        if op in ("in", "any"):
            return Item(key, label, {"field": name, "op": op, "value": [key]})
        return Item(key, label, {"field": name, "op": "is", "value": label if self.field.is_text else key})

    def _dated(self, key: Any) -> Item:
        name = self.field.name
        if key is None:
            return Item(None, _("(sans date)"), {"field": name, "op": "empty"})
        bucket = self.found[key]
        days = [bucket.first.isoformat(), bucket.last.isoformat()]
        return Item(bucket.key, bucket.label, {"field": name, "op": "between", "value": days})

    def order(self, keys: Iterable[Any], weight: dict[Any, float]) -> list[Any]:
        """Dates in their order with none left out, choices as declared, numbers rising, the rest by weight."""
        keys = list(keys)
        if self.field.is_date:
            return [*range(len(self.found)), *([None] if None in keys else [])]
        if self.field.kind == Kind.CHOICE:
            ranks = {code: rank for rank, (code, _label) in enumerate(self.field.choice_pairs())}
            return sorted(keys, key=lambda key: (key is None, ranks.get(key, len(ranks)), str(key)))
        if self.field.kind == Kind.INTEGER:
            return sorted(keys, key=lambda key: (key is None, key or 0))
        return sorted(keys, key=lambda key: (key in (None, HIDDEN), -weight.get(key, 0), str(key)))


def read_dimension(compiler: Compiler, text: str) -> Dimension:
    name, _sep, unit = text.partition(":")
    found = compiler.field(name)
    if not groupable(found):
        raise QueryError(_("On ne peut pas regrouper par « %s ».") % found.label)
    if unit and (unit not in buckets.BUCKETS or not found.is_date):
        raise QueryError(_("On ne peut pas regrouper « %s » de cette façon.") % found.label)
    return Dimension(compiler, found, unit or ("month" if found.is_date else ""))


def groupable_fields(user: Any, record_type: RecordType) -> list[Field]:
    return [item for item in fields_for(user, record_type).values() if groupable(item)]
