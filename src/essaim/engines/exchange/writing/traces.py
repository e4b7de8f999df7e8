"""Before and after of what an import writes, for its undoing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps

from essaim.engines.exchange.declarations import BulkRule, Satellite
from essaim.engines.exchange.models import ImportTrace
from essaim.kit.writing import snapshot

from .inserting import insert

Kind = ImportTrace.Kind


def flat(obj: Any) -> dict[str, Any]:
    """The record's columns, custom fields one by one."""
    values = snapshot(obj)
    values.pop("custom", None)
    for name, value in (getattr(obj, "custom", None) or {}).items():
        values.pop(name, None)
        values[f"custom.{name}"] = value
    return values


def journalled(values: dict[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
    """As the journal names fields: custom ones by their own name."""
    return {name.removeprefix("custom."): pair for name, pair in values.items()}


class Traces:
    """Gathers the traces of one batch."""

    def __init__(self, run: Any) -> None:
        self.run = run
        self.items: list[ImportTrace] = []

    def created(self, line: int, obj: Any) -> None:
        self._add(line, obj, Kind.CREATED, {}, {})

    def changed(self, line: int, obj: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
        names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        if names:
            self._add(
                line, obj, Kind.CHANGED, {n: before.get(n) for n in names}, {n: after.get(n) for n in names}
            )

    def _add(self, line: int, obj: Any, kind: str, before: dict[str, Any], after: dict[str, Any]) -> None:
        self.items.append(
            ImportTrace(
                run=self.run, line=line, kind=kind, model=obj._meta.label_lower, object_id=obj.pk,
                label=str(obj)[:200], version=getattr(obj, "version", 0), before=before, after=after,
            )
        )  # fmt: skip

    def save(self) -> None:
        insert(ImportTrace, self.items)
        self.items = []


class SatelliteWatch:
    """Rows beside the records, as they stood before a batch was written."""

    def __init__(self, rule: BulkRule | None, written: Iterable[str]) -> None:
        names = set(written)
        self.satellites = [item for item in rule.satellites if item.when & names] if rule else []
        self.before: dict[str, dict[int, dict[str, Any]]] = {}

    def look(self, pks: list[int]) -> None:
        for satellite in self.satellites:
            rows = self._rows(satellite, pks)
            self.before[satellite.model] = {row.pk: flat(row) for row in rows}

    def compare(self, traces: Traces, lines: dict[int, int]) -> None:
        """`lines`: key of a record → line of the file."""
        for satellite in self.satellites:
            before = self.before.get(satellite.model, {})
            for row in self._rows(satellite, list(lines)):
                line = lines[getattr(row, f"{satellite.link}_id")]
                if row.pk not in before:
                    traces.created(line, row)
                else:
                    traces.changed(line, row, before[row.pk], flat(row))

    def _rows(self, satellite: Satellite, pks: list[int]) -> list[Any]:
        if not pks:
            return []
        model = apps.get_model(satellite.model)
        return list(model._base_manager.filter(**{f"{satellite.link}__in": pks}).order_by("pk"))
