"""A Query with measures as a table of figures: at most three SQL queries and one a label column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Count, F, Min, Q, QuerySet, Value
from django.utils.translation import gettext as _

from essaim.engines.journal.api import latest
from essaim.engines.records.declarations import RecordType, record_types
from essaim.engines.records.query.compiler import Compiler, compile_query
from essaim.engines.records.query.errors import QueryError
from essaim.engines.records.query.schema import Query

from .answers import Answer, answer_of, answer_to
from .buckets import without_span
from .dimensions import Dimension, Item, read_dimension
from .gathering import OTHERS, Cell, gather, together
from .masking import mask
from .measures import Measure, Parts, read_measure
from .ranges import may_walk, walked, within

MOST_GROUPS = 5_000
WALKED = ("count", "sum", "mean", "distinct")
Place = tuple[Any, ...]


@dataclass
class Table:
    """Figures by group. `axes`: the groups of each dimension, in order; `cells`: by their keys.

    `cut`: there were more groups than can be shown, the least numerous are missing.
    """

    type: RecordType
    query: Query
    dimensions: list[Dimension]
    measures: list[Measure]
    axes: list[list[Item]] = field(default_factory=list)
    cells: dict[Place, Cell] = field(default_factory=dict)
    cut: bool = False

    def value(self, *place: Any, measure: int = 0) -> Any:
        """The figure of a group; 0 for a count of nothing, None when there is none or it is masked."""
        cell = self.cells.get(place)
        found = self.measures[measure]
        if cell is None:
            return 0 if found.name in ("count", "distinct", "sum") else None
        return None if cell.masked else found.value(cell.parts[measure])

    def masked(self, *place: Any) -> bool:
        cell = self.cells.get(place)
        return cell is not None and cell.masked

    @property
    def hides(self) -> bool:
        return any(cell.masked for cell in self.cells.values())

    def node(self, *items: Item) -> dict[str, Any] | None:
        """The filter that keeps the records of a cell; None when no filter can say it."""
        if any(item.node is None for item in items):
            return None
        parts = [self.query.filter] if self.query.filter else []
        parts = parts[0]["all"] if parts and "all" in parts[0] else parts
        nodes = [*parts, *(item.node for item in items)]
        return {"all": nodes} if nodes else None


def tabulate(
    user: Any, query: Query, *, most: int = 0, kept_only: bool = False, stamp: int | None = None
) -> Table:
    """The figures of a query that `user` may see. Raises QueryError.

    `most`: how many groups of the first dimension to keep, the others put together as one where the
    measures allow. `kept_only`: raise `answers.Missing` rather than compute.
    """
    if len(query.group) > 2:
        raise QueryError(_("Deux regroupements au plus."))
    return _Asking(user, query, latest() if stamp is None else stamp, kept_only).table(most)


class _Asking:
    def __init__(self, user: Any, query: Query, stamp: int, kept_only: bool) -> None:
        self.user, self.query, self.stamp, self.kept_only = user, query, stamp, kept_only
        self.rows = self.compiled(query.filter)
        self.compiler = Compiler(user, record_types.get(query.type))
        self.measures = [
            read_measure(self.compiler, item) for item in query.measures or ({"measure": "count"},)
        ]
        self.dimensions = [read_dimension(self.compiler, text) for text in query.group]
        for dimension in self.dimensions:
            dimension.folded = not all(measure.mergeable for measure in self.measures)
            dimension.prepare(self.rows, query.filter, stamp, kept_only)

    def compiled(self, tree: dict[str, Any] | None) -> QuerySet:
        plain = Query(self.query.type, tree, self.query.text)
        return compile_query(self.user, plain).order_by()

    @property
    def groups(self) -> list[str]:
        return [f"g_{rank}" for rank in range(len(self.dimensions))]

    def grouped(self) -> QuerySet:
        expressions = {
            name: item.expression() for name, item in zip(self.groups, self.dimensions, strict=True)
        }
        return self.compiler.with_aliases(self.rows).annotate(**expressions).order_by()

    def asked(self) -> QuerySet:
        wanted: dict[str, Any] = {"m_count": Count("*")}
        for rank, measure in enumerate(self.measures):
            wanted |= {f"m_{rank}_{suffix}": part for suffix, part in measure.parts.items()}
        wanted |= {
            f"l_{rank}": Min(self.compiler.path(item.field))
            for rank, item in enumerate(self.dimensions)
            if item.folded and item.field.is_text
        }
        rows = self.grouped()
        if not self.dimensions:
            rows = rows.annotate(g_all=Value(1)).values("g_all")
        else:
            rows = rows.values(*self.groups)
        rows = rows.annotate(**wanted)
        if self.dimensions:
            rows = rows.order_by(F("m_count").desc())[: MOST_GROUPS + 1]
        return rows.values_list(*self.groups, *wanted)

    def walk(self) -> Dimension | None:
        """The date along whose index the rows may be walked, if all that is asked are plain columns."""
        dated = next((item for item in self.dimensions if item.field.is_date and item.found), None)
        plain = all(item.field.expression is None and not item.hides for item in self.dimensions)
        simple = all(measure.name in WALKED for measure in self.measures)
        if dated is None or not (plain and simple) or not may_walk(self.rows.model, dated.field):
            return None
        return dated

    def answer(self) -> Answer:
        dated = self.walk()
        if dated is None:
            return answer_of(self.asked(), self.stamp, self.kept_only)
        dated.walked = True
        whole = self.rows
        self.rows = within(self.compiled(without_span(self.query.filter, dated.field)), dated.field)
        try:
            sql, params = walked(self.asked(), dated.field, dated.found, dated.span)
        except EmptyResultSet:
            return []
        finally:
            dated.walked, self.rows = False, whole
        return answer_to(sql, params, self.stamp, self.kept_only)

    def table(self, most: int) -> Table:
        answer = self.answer()
        medians = {
            rank: self.medians(item) for rank, item in enumerate(self.measures) if item.name == "median"
        }
        made = Table(self.compiler.type, self.query, self.dimensions, self.measures)
        made.cut = len(answer) > MOST_GROUPS
        labels: list[dict[Any, str]] = [{} for _dimension in self.dimensions]
        for line in answer[:MOST_GROUPS]:
            place = self._place(line, labels)
            parts = self._parts(line, place, medians)
            self._add(made, place, Cell(line[len(self.groups)], parts))
        for rank, item in enumerate(self.dimensions if most else ()):
            if not item.field.is_date:
                made.cells = gather(made.cells, self.measures, rank, most)
        mask(made, made.type.small_cells)
        self._lay(made, labels)
        return made

    def _place(self, line: tuple[Any, ...], labels: list[dict[Any, str]]) -> Place:
        place = []
        extra = len(line)
        folded = [item for item in self.dimensions if item.folded and item.field.is_text]
        extra -= len(folded)
        for rank, item in enumerate(self.dimensions):
            key = item.plain(line[rank])
            shown = line[rank]
            if item in folded:
                shown = line[extra + folded.index(item)]
            labels[rank].setdefault(key, "" if shown is None else str(shown))
            place.append(key)
        return tuple(place)

    def _parts(
        self, line: tuple[Any, ...], place: Place, medians: dict[int, dict[Place, Any]]
    ) -> tuple[Parts, ...]:
        found, here = [], len(self.groups) + 1
        for rank, measure in enumerate(self.measures):
            if rank in medians:
                found.append((medians[rank].get(place),))
                continue
            found.append(tuple(line[here : here + len(measure.parts)]))
            here += len(measure.parts)
        return tuple(found)

    def _add(self, made: Table, place: Place, cell: Cell) -> None:
        known = made.cells.get(place)
        made.cells[place] = cell if known is None else together(self.measures, known, cell)

    def medians(self, measure: Measure) -> dict[Place, Any]:
        """The middle value of each group, or the mean of the two in the middle."""
        rows = self.grouped().filter(Q(**{f"{measure.path}__isnull": False}))
        inner = rows.annotate(m_x=F(measure.path)).values_list(*self.groups, "m_x")
        try:
            sql, params = inner.query.sql_with_params()
        except EmptyResultSet:
            return {}
        keys = ", ".join(self.groups)
        over = f"PARTITION BY {keys} " if keys else ""
        outer = (
            f"SELECT {keys + ', ' if keys else ''}AVG(m_x) FROM (SELECT i.*, "  # noqa: S608  our own names
            f"ROW_NUMBER() OVER ({over}ORDER BY m_x) AS m_rank, COUNT(*) OVER ({over}) AS m_count FROM ({sql}) i) r "
            f"WHERE m_rank IN ((m_count + 1) / 2, (m_count + 2) / 2)" + (f" GROUP BY {keys}" if keys else "")
        )
        found = answer_to(outer, params, self.stamp, self.kept_only)
        return {
            tuple(item.plain(line[rank]) for rank, item in enumerate(self.dimensions)): line[-1]
            for line in found
        }

    def _lay(self, made: Table, labels: list[dict[Any, str]]) -> None:
        """Names the groups, puts them in order and finds cells by the names."""
        for rank, item in enumerate(self.dimensions):
            weight: dict[Any, float] = {}
            for place, cell in made.cells.items():
                weight[place[rank]] = weight.get(place[rank], 0) + cell.count
            keys = item.order((key for key in weight if key != OTHERS), weight)
            known = item.items({key: labels[rank].get(key, "") for key in keys})
            made.axes.append([known[key] for key in keys])
            if OTHERS in weight:
                known[OTHERS] = Item(OTHERS, _("Autres"))
                made.axes[rank].append(known[OTHERS])
            made.cells = {
                (*place[:rank], known[place[rank]].key, *place[rank + 1 :]): cell
                for place, cell in made.cells.items()
            }
