"""Writing the plan: batch after batch, each whole or not at all, each with what undoing it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from essaim.engines.exchange.models import ImportRow, ImportRun, ImportTrace
from essaim.engines.exchange.planning import known
from essaim.engines.exchange.planning.options import Options
from essaim.engines.exchange.values.codec import decode_all
from essaim.engines.records.api import all_fields, base_queryset, record_types
from essaim.engines.rights.api import can
from essaim.kit.text import fold
from essaim.kit.writing import Unit, writing

from .changing import Update, change_many
from .creating import create_many
from .lists import GrowingLists
from .rechecking import Recheck
from .traces import SatelliteWatch, Traces

CHUNK = 500
Fate = ImportRow.Fate


class Writer:
    """`write()` goes through the rows in the order of the file; `beat(done)` is called in each batch's transaction."""

    def __init__(self, run: ImportRun, actor: Any, beat: Callable[[int], None]) -> None:
        self.run = run
        self.actor = actor
        self.type = run.record_type
        self.options = Options.from_json(run.options)
        self.fields = all_fields(self.type)
        self.lists = GrowingLists(actor, self.type)
        self.beat = beat
        self.totals = {"created": 0, "changed": 0, "unchanged": 0, "refused": 0, "related": 0}
        self._related: dict[tuple[str, str], int] = {}
        self.recheck = Recheck(run, actor, self.options)

    def write(self) -> dict[str, int]:
        done = 0
        for rows in self._batches():
            with writing(self.actor, self.run.origin) as work:
                self.recheck.hold()
                traces = Traces(self.run)
                self._batch(rows, work, traces)
                traces.save()
                done += len(rows)
                self.beat(done)
        return self.totals

    def _batches(self) -> Iterator[list[ImportRow]]:
        """Rows to write, by keyset: nothing is held from one batch to the next."""
        chosen = Q(fate__in=(Fate.CREATE, Fate.UPDATE))
        if self.options.doubtful in ("create", "update"):
            chosen |= Q(fate=Fate.DOUBTFUL) & ~Q(choice="skip")
        else:
            chosen |= Q(fate=Fate.DOUBTFUL) & ~Q(choice__in=("", "skip"))
        last = 0
        while rows := list(self.run.rows.filter(chosen, line__gt=last).order_by("line")[:CHUNK]):
            last = rows[-1].line
            yield rows

    def _batch(self, rows: list[ImportRow], work: Unit, traces: Traces) -> None:
        values = {row.line: self._values(row, work, traces) for row in rows}
        creates, updates, refused = self._sorted(rows, values)
        written = {name for item in values.values() for name in item}
        watch = SatelliteWatch(self._rule(), written)
        watch.look([item.pk for item in updates])
        lines: dict[int, int] = {}
        refused |= self._create(creates, values, work, traces, lines)
        change_many(
            actor=self.actor, record_type=self.type, updates=updates, options=self.options, work=work,
            traces=traces, origin=self.run.origin,
        )  # fmt: skip
        for item in updates:
            lines[item.pk] = item.line
            if item.refusal:
                refused[item.line] = item.refusal
            else:
                self.totals["changed" if item.changed else "unchanged"] += 1
        watch.compare(traces, lines)
        self._tell_refusals(rows, refused)

    def _rule(self) -> Any:
        from essaim.engines.exchange.declarations import rule_of

        return rule_of(self.type.name)

    def _values(self, row: ImportRow, work: Unit, traces: Traces) -> dict[str, Any]:
        decoded = decode_all(
            self.fields, {name: v for name, v in row.values.items() if not isinstance(v, dict)}
        )
        for name, value in list(decoded.items()):
            decoded[name] = self.lists.settle(self.fields[name], value, work, traces, row.line)
        for name, value in row.values.items():
            if isinstance(value, dict) and name in self.fields:
                decoded[name] = self._reference(
                    self.fields[name].target, value["new"], row.line, work, traces
                )
        return decoded

    def _reference(
        self, target: str, encoded: dict[str, Any], line: int, work: Unit, traces: Traces
    ) -> int | None:
        """The record named in this row, made once for the whole import unless somebody made it meanwhile."""
        record_type = record_types.get(target)
        title = known.title_field(record_type)
        assert title is not None
        key = (target, str(encoded.get("siret") or fold(str(encoded.get(title.name, "")))))
        if key not in self._related:
            self._related[key] = self._found_or_made(record_type, title.name, encoded, line, work, traces)
        return self._related[key] or None

    def _found_or_made(
        self, record_type: Any, title: str, encoded: dict[str, Any], line: int, work: Unit, traces: Traces
    ) -> int:
        if encoded.get("siret"):
            found = known.by_value(
                base_queryset(self.actor, record_type), record_type.own_fields["siret"], [encoded["siret"]]
            ).get(encoded["siret"], [])
        else:
            found = next(iter(known.by_title(self.actor, record_type, [encoded[title]]).values()), [])
        if found:
            return found[0]
        if not can(self.actor, "create", record_type.resource):
            return 0
        values = decode_all(record_type.own_fields, encoded)
        [made] = create_many(
            actor=self.actor, record_type=record_type, items=[values], work=work, origin=self.run.origin
        )
        if isinstance(made, str):
            return 0
        traces.created(line, made)
        self.totals["related"] += 1
        return made.pk

    def _sorted(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]]
    ) -> tuple[list[ImportRow], list[Update], dict[int, str]]:
        """What is to be created, updated and left, looked at once more: others may have written meanwhile."""
        creates, updates = [], []
        planned = [row for row in rows if row.fate == Fate.CREATE]
        verdict = self.recheck.look(planned, values, self.totals["created"])
        for row in rows:
            pk = self._decided(row) or verdict.found.get(row.line)
            if row.line in verdict.alike:
                continue
            if not pk:
                creates.append(row)
            elif row.line in verdict.found and self.options.existing == "skip":
                self.totals["unchanged"] += 1
            else:
                updates.append(Update(row.line, pk, values[row.line]))
        return creates, updates, dict(verdict.alike)

    def _decided(self, row: ImportRow) -> int | None:
        """The key of the record the row updates, or None when it makes a new one."""
        if row.fate == Fate.UPDATE:
            return row.object_id
        if row.fate != Fate.DOUBTFUL:
            return None
        choice = row.choice
        if not choice and self.options.doubtful == "update" and row.candidates:
            best = row.candidates[0]
            choice = f"update:{best['id']}" if "id" in best else f"line:{best['line']}"
        kind, _sep, number = choice.partition(":")
        if kind == "update":
            return int(number)
        if kind == "line":
            found = ImportTrace.objects.filter(
                run=self.run, line=int(number), model=self.type.model_class._meta.label_lower
            ).first()
            return found.object_id if found else None
        return None

    def _create(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]], work: Unit, traces: Traces,
        lines: dict[int, int],
    ) -> dict[int, str]:  # fmt: skip
        outcomes = create_many(
            actor=self.actor, record_type=self.type, items=[values[row.line] for row in rows], work=work,
            origin=self.run.origin,
        )  # fmt: skip
        refused = {}
        for row, outcome in zip(rows, outcomes, strict=True):
            if isinstance(outcome, str):
                refused[row.line] = outcome
                continue
            traces.created(row.line, outcome)
            lines[outcome.pk] = row.line
            self.totals["created"] += 1
        return refused

    def _tell_refusals(self, rows: list[ImportRow], refused: dict[int, str]) -> None:
        told = [row for row in rows if row.line in refused]
        for row in told:
            row.fate = Fate.ERROR
            row.messages = [
                *row.messages,
                {
                    "level": "error",
                    "column": None,
                    "text": refused[row.line] or _("Cette ligne n’a pas été écrite."),
                },
            ]
        if told:
            ImportRow.objects.bulk_update(told, ["fate", "messages"])
            self.totals["refused"] += len(told)
