"""A Query as a queryset, under the rights of whoever looks.

The number of SQL queries does not depend on the data. Relations followed by a filter are restricted
to what the reader may see of them, so a filter never tells about a record a list would hide.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import (
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from essaim.engines.records.catalogue import fields_for
from essaim.engines.records.declarations import Field, RecordType, record_types
from essaim.engines.records.kinds import OPERATORS, Kind
from essaim.engines.rights.api import visible
from essaim.kit.text import fold

from . import values
from .conditions import condition
from .errors import QueryError
from .schema import Query

# An empty group keeps every record, and its contrary none: a bare Q() would be the same negated.
EVERYTHING = ~Q(pk__in=[])
THAN = ("is", "is_not", "lt", "lte", "gt", "gte")
CONTRARIES = {"not_contains": "contains", "is_not": "is", "not_in": "in", "none": "any"}


def base_queryset(user: Any, record_type: RecordType) -> QuerySet:
    """All the records of a type that `user` may see."""
    queryset = record_type.model_class._default_manager.all()
    if record_type.base_filter:
        queryset = queryset.filter(**record_type.base_filter)
    return visible(user, queryset, record_type.guard)


class Compiler:
    """Compiles filters of one record type for one reader."""

    def __init__(self, user: Any, record_type: RecordType) -> None:
        self.user = user
        self.type = record_type
        self.fields = fields_for(user, record_type)
        self._aliases: dict[str, Any] = {}

    def field(self, name: str) -> Field:
        """The field by name as the reader knows it; a hidden one is as unknown as a misspelt one."""
        try:
            return self.fields[name]
        except KeyError:
            raise QueryError(
                _("Le champ « %(field)s » n’existe pas dans « %(type)s ».")
                % {"field": name, "type": self.type.label_plural}
            ) from None

    def path(self, field: Field, path: str = "") -> str:
        """The ORM path of a field; computed ones become an alias of the queryset."""
        if field.expression is None:
            return path or field.path
        alias = f"field_{field.name}"
        self._aliases.setdefault(alias, field.expression())
        return alias

    def filtered(self, queryset: QuerySet, node: dict[str, Any] | None) -> QuerySet:
        if not node:
            return queryset
        built = self.node(node)
        return self.with_aliases(queryset).filter(built)

    def with_aliases(self, queryset: QuerySet) -> QuerySet:
        missing = {
            name: value for name, value in self._aliases.items() if name not in queryset.query.annotations
        }
        return queryset.alias(**missing) if missing else queryset

    def node(self, node: dict[str, Any]) -> Q:
        if "all" in node:
            return reduce(and_, map(self.node, node["all"]), EVERYTHING)
        if "any" in node:
            return reduce(or_, map(self.node, node["any"])) if node["any"] else EVERYTHING
        if "not" in node:
            return ~self.node(node["not"])
        return self.leaf(node)

    def leaf(self, node: dict[str, Any]) -> Q:
        field = self.field(node["field"])
        op = node["op"]
        if not field.filterable or op not in OPERATORS[field.kind]:
            raise QueryError(_("On ne peut pas filtrer « %s » de cette façon.") % field.label)
        special: dict[Kind, Callable[[Field, dict[str, Any]], Q]] = {
            Kind.TAGS: self.tags,
            Kind.REFERENCE: self.reference,
            Kind.REFERENCES: self.references,
        }
        if field.kind in special:
            return special[field.kind](field, node)
        if field.expression is not None:
            return self.expressed(field, op, node.get("value"))
        return condition(field, self.path(field), op, node.get("value"))

    def expressed(self, field: Field, op: str, value: Any) -> Q:
        """A condition on an expression: where it gives nothing the condition fails, and its contrary holds.

        Django sees to that for columns; for an expression SQL would drop the row from both.
        """
        path = self.path(field)
        if op in ("empty", "not_empty"):
            return condition(field, path, op, value)
        positive = CONTRARIES.get(op, op)
        found = Q(**{f"{path}__isnull": False}) & condition(field, path, positive, value)
        return found if positive == op else ~found

    def tags(self, field: Field, node: dict[str, Any]) -> Q:
        """Conditions over a to-many relation, each as a subquery: rows are never multiplied."""
        manager = self.type.model_class._base_manager
        op = node["op"]
        if op in ("empty", "not_empty"):
            inside = Q(pk__in=manager.filter(**{f"{field.path}__isnull": False}).values("pk"))
            return ~inside if op == "empty" else inside
        wanted = values.several(field, node.get("value"))
        if op == "all":
            result = Q()
            for item in wanted:
                result &= Q(pk__in=manager.filter(**{field.path: item}).values("pk"))
            return result
        inside = Q(pk__in=manager.filter(**{f"{field.path}__in": wanted}).values("pk"))
        return ~inside if op == "none" else inside

    def reference(self, field: Field, node: dict[str, Any]) -> Q:
        op = node["op"]
        if op in ("empty", "not_empty"):
            return condition(field, field.path, op, None)
        inner = self._inner(field.target, node.get("where") if op == "where" else None)
        if op == "where":
            return Q(**{f"{field.path}__in": inner.values("pk")})
        wanted = values.several(field, node.get("value"))
        inside = Q(**{f"{field.path}__in": wanted})
        return ~inside if op == "not_in" else inside

    def references(self, field: Field, node: dict[str, Any]) -> Q:
        """has at least one / has none / counts / adds up the related records the reader may see."""
        op = node["op"]
        relation = self.type.model_class._meta.get_field(field.path)
        back = relation.remote_field.name  # type: ignore[union-attr]
        inner = self._inner(field.target, node.get("where"))
        if op in ("some", "no"):
            found = Q(Exists(inner.filter(**{back: OuterRef("pk")})))
            return ~found if op == "no" else found
        return self._aggregate(field, node, inner, back)

    def _aggregate(self, field: Field, node: dict[str, Any], inner: QuerySet, back: str) -> Q:
        measured: Any = Count("pk")
        output: Any = IntegerField()
        number = Field("count", field.label, Kind.INTEGER)
        if node["op"] == "sum":
            target = Compiler(self.user, record_types.get(field.target)).field(str(node.get("of")))
            if not target.is_number:
                raise QueryError(_("On ne peut additionner que des nombres."))
            measured, number = Sum(target.path), target
            output = DecimalField(max_digits=30, decimal_places=10)
        rows = (
            inner.order_by().filter(**{back: OuterRef("pk")}).values(back).annotate(_n=measured).values("_n")
        )
        alias = f"agg_{len(self._aliases)}_{field.name}"
        self._aliases[alias] = Coalesce(Subquery(rows), Value(0), output_field=output)
        than = node.get("than", "gte")
        if than not in THAN:
            raise QueryError(_("On ne peut pas comparer « %s » de cette façon.") % field.label)
        return condition(number, alias, than, node.get("value"))

    def _inner(self, target: str, where: dict[str, Any] | None) -> QuerySet:
        record_type = record_types.get(target)
        compiler = Compiler(self.user, record_type)
        return compiler.filtered(base_queryset(self.user, record_type), where)

    def ordering(self, sort: tuple[str, ...]) -> list[Any]:
        """ORM ordering, made total by the primary key so that pages neither repeat nor skip."""
        result: list[Any] = []
        for name in sort or self.type.default_sort:
            field = self.field(name.lstrip("-"))
            if not field.sortable:
                raise QueryError(_("On ne peut pas trier par « %s ».") % field.label)
            path = self._sort_path(field)
            result.append(self._term(path, name.startswith("-")))
        result.append("-pk" if result and str(result[-1]).startswith("-") else "pk")
        return result

    def _sort_path(self, field: Field) -> str:
        if field.kind == Kind.CHOICE and field.sort_expression is None and not field.sort_path:
            return self._choice_rank(field)
        if field.sort_expression is None:
            return self.path(field, field.sort_path or self._read_path(field))
        alias = f"sort_{field.name}"
        self._aliases.setdefault(alias, field.sort_expression())
        return alias

    def _choice_rank(self, field: Field) -> str:
        """Choices sort in the order they are offered, not by a code that nobody sees; without value comes last."""
        path = self.path(field)
        pairs = [(code, label) for code, label in field.choice_pairs() if code not in ("", None)]
        whens = [When(Q(**{path: code}), then=Value(rank)) for rank, (code, _label) in enumerate(pairs)]
        alias = f"rank_{field.name}"
        unknown = When(Q(**{f"{path}__isnull": True}) | Q(**{path: ""}), then=Value(None))
        self._aliases.setdefault(
            alias, Case(*whens, unknown, default=Value(len(pairs)), output_field=IntegerField())
        )
        return alias

    def _read_path(self, field: Field) -> str:
        """What a reference reads as, so that it sorts by name and not by key; "" for other kinds."""
        if field.kind == Kind.REFERENCE:
            target = record_types.get(field.target)
            first = target.own_fields.get(target.default_sort[0].lstrip("-")) if target.default_sort else None
            named = first if first is not None and first.is_text and first.expression is None else None
            return f"{field.path}__{(named.sort_path or named.path) if named else target.title_paths[0]}"
        if field.kind == Kind.LINK and field.expression is None:
            related: Any = self.type.model_class._meta.get_field(field.path).related_model
            first_name = next(iter(related._meta.ordering), "")
            return (
                f"{field.path}__{first_name.lstrip('-')}"
                if isinstance(first_name, str) and first_name
                else ""
            )
        return ""

    def _term(self, path: str, descending: bool) -> Any:
        """Empty values come last both ways; columns that are never empty keep a form indexes serve."""
        if self._nullable(path):
            return F(path).desc(nulls_last=True) if descending else F(path).asc(nulls_last=True)
        return f"-{path}" if descending else path

    def _nullable(self, path: str) -> bool:
        model: Any = self.type.model_class
        for name in path.split("__"):
            try:
                field = model._meta.get_field(name)
            except FieldDoesNotExist:
                return True
            if getattr(field, "null", True):
                return True
            model = field.related_model or model
        return False


def text_condition(record_type: RecordType, text: str, lookup: str = "holds") -> Q:
    """Every word of the text stands in the type's folded column; without one, in its titles."""
    if record_type.text_path:
        return Q(**{f"{record_type.text_path}__{lookup}": text})
    found = EVERYTHING
    for word in fold(text).split():
        anywhere = (Q(**{f"{path}__folded__contains": word}) for path in record_type.title_paths)
        found &= reduce(or_, anywhere)
    return found


def compile_query(user: Any, query: Query, text_lookup: str = "holds") -> QuerySet:
    """The records of a query that `user` may see, filtered and sorted. Raises QueryError.

    `text_lookup`: "scans" looks for the text without its index (see `kit.textindex`).
    """
    if query.type not in record_types:
        raise QueryError(_("Ce type de fiche n’existe pas."))
    record_type = record_types.get(query.type)
    compiler = Compiler(user, record_type)
    queryset = compiler.filtered(base_queryset(user, record_type), query.filter)
    if query.text.strip():
        queryset = queryset.filter(text_condition(record_type, query.text, text_lookup))
    ordering = compiler.ordering(query.sort)
    return compiler.with_aliases(queryset).order_by(*ordering)
