"""Undoing a whole import, its updates included: the exact inverse, what people did since kept and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.exchange.models import ImportRun, ImportTrace
from essaim.engines.records.api import record_types, type_of
from essaim.kit import events
from essaim.kit.writing import Unit, writing

from .hanging import hanging_on
from .traces import flat, journalled

CHUNK = 1000
LISTED = 500
Outcome = ImportTrace.Outcome


class Undoer:
    """`undo()` goes through the traces from the last to the first; it may be stopped and taken up again."""

    def __init__(self, run: ImportRun, actor: Any, beat: Callable[[int], None]) -> None:
        self.run = run
        self.actor = actor
        self.beat = beat
        self.report: dict[str, Any] = {
            "deleted": 0,
            "restored": 0,
            "kept": 0,
            "kept_list": [],
            **run.undo_report,
        }
        self.report.setdefault("kept_list", [])

    def undo(self) -> dict[str, Any]:
        done = self.run.traces.exclude(outcome="").count()
        for traces in self._batches():
            with writing(self.actor, f"{self.run.origin} annulé") as work:
                for (kind, model), items in groupby(traces, key=lambda item: (item.kind, item.model)):
                    self._group(kind, apps.get_model(model), list(items), work)
                ImportTrace.objects.bulk_update(traces, ["outcome"])
                done += len(traces)
                ImportRun.objects.filter(pk=self.run.pk).update(undo_report=self.report)
                self.beat(done)
        return self.report

    def _batches(self) -> Iterator[list[ImportTrace]]:
        while traces := list(self.run.traces.filter(outcome="").order_by("-id")[:CHUNK]):
            yield traces

    def _group(self, kind: str, model: Any, traces: list[ImportTrace], work: Unit) -> None:
        pks = {trace.object_id for trace in traces}
        objects = {
            obj.pk: obj for obj in model._base_manager.select_for_update(of=("self",)).filter(pk__in=pks)
        }
        if kind == ImportTrace.Kind.CREATED:
            self._delete(model, traces, objects, work)
            return
        for trace in traces:
            obj = objects.get(trace.object_id)
            if obj is None:
                self._keep(trace, _("fiche supprimée depuis"))
            else:
                self._restore(trace, obj, work)

    def _delete(self, model: Any, traces: list[ImportTrace], objects: dict[int, Any], work: Unit) -> None:
        """Created records go, unless somebody changed them since or something now hangs on them."""
        hanging = hanging_on(self.run, model, list(objects))
        doomed = []
        for trace in traces:
            obj = objects.get(trace.object_id)
            if obj is None:
                trace.outcome = Outcome.RESTORED
            elif (
                trace.version
                and getattr(obj, "version", 0) != trace.version
                and not self._only_ours(trace, obj)
            ):
                self._keep(trace, _("modifiée depuis par quelqu’un"))
            elif obj.pk in hanging:
                self._keep(trace, _("on y a rattaché : %s") % ", ".join(hanging[obj.pk]))
            else:
                work.deleted(obj)
                record_type = type_of(obj)
                if record_type is not None:
                    events.publish("records.deleted", type=record_type.name, id=obj.pk, actor=self.actor)
                doomed.append(obj.pk)
                trace.outcome = Outcome.RESTORED
        try:
            model._base_manager.filter(pk__in=doomed).delete()
        except (ProtectedError, RestrictedError):
            self._delete_apart(model, traces, set(doomed))
        self.report["deleted"] += sum(
            trace.outcome == Outcome.RESTORED for trace in traces if trace.object_id in objects
        ) if model is self._model() else 0  # fmt: skip

    def _delete_apart(self, model: Any, traces: list[ImportTrace], doomed: set[int]) -> None:
        for trace in traces:
            if trace.object_id not in doomed:
                continue
            try:
                model._base_manager.filter(pk=trace.object_id).delete()
            except (ProtectedError, RestrictedError):
                self._keep(trace, _("encore utilisée ailleurs"))

    def _model(self) -> Any:
        return record_types.get(self.run.type).model_class

    def _only_ours(self, trace: ImportTrace, obj: Any) -> bool:
        """The record moved on only by this same import (a later line updated it)."""
        later = self.run.traces.filter(model=trace.model, object_id=trace.object_id, id__gt=trace.pk)
        return later.exists() and not later.filter(outcome=Outcome.KEPT).exists() and (
            trace.version + 2 * later.count() == obj.version
        )  # fmt: skip

    def _restore(self, trace: ImportTrace, obj: Any, work: Unit) -> None:
        """Puts back each column that still is as the import left it; the others were changed since."""
        now, before = flat(obj), flat(obj)
        kept = []
        many: dict[str, tuple[list[int], list[int]]] = {}
        custom = dict(getattr(obj, "custom", None) or {})
        for name, old in trace.before.items():
            new = trace.after.get(name)
            if self._is_relation(obj, name):
                many[name] = (old or [], new or [])
            elif now.get(name) != new:
                kept.append(name)
            elif name.startswith("custom."):
                custom.pop(name[7:], None) if old is None else custom.update({name[7:]: old})
            else:
                field = obj._meta.get_field(name)
                setattr(obj, field.attname, field.to_python(old) if not field.is_relation else old)
        if hasattr(obj, "custom"):
            obj.custom = custom
        self._save(obj)
        changes = self._relink(obj, many)
        after = flat(obj)
        changes |= {
            n: (before.get(n), after.get(n)) for n in {**before, **after} if before.get(n) != after.get(n)
        }
        work.noted(obj, "changed", journalled(changes))
        record_type = type_of(obj)
        if record_type is not None:
            events.publish("records.changed", type=record_type.name, id=obj.pk, actor=self.actor)
        if kept:
            labels = ", ".join(self._label(obj, name) for name in kept)
            self._keep(trace, _("champs modifiés depuis, gardés : %s") % labels)
        else:
            trace.outcome = Outcome.RESTORED
        self.report["restored"] += 1

    def _save(self, obj: Any) -> None:
        if hasattr(obj, "version"):
            obj.version += 1
            obj.changed_at, obj.changed_by = timezone.now(), self.actor
        obj.save()

    def _is_relation(self, obj: Any, name: str) -> bool:
        return any(field.name == name for field in obj._meta.many_to_many)

    def _relink(self, obj: Any, many: dict[str, tuple[list[int], list[int]]]) -> dict[str, tuple[Any, Any]]:
        """Takes away what the import added and gives back what it took, whatever came since."""
        changes: dict[str, tuple[Any, Any]] = {}
        for name, (old, new) in many.items():
            manager = getattr(obj, name)
            held = sorted(manager.values_list("pk", flat=True))
            manager.remove(*manager.model._base_manager.filter(pk__in=set(new) - set(old)))
            manager.add(*manager.model._base_manager.filter(pk__in=set(old) - set(new)))
            changes[name] = (held, sorted(manager.values_list("pk", flat=True)))
        return changes

    def _label(self, obj: Any, name: str) -> str:
        if name.startswith("custom."):
            return name[7:]
        return str(obj._meta.get_field(name).verbose_name)

    def _keep(self, trace: ImportTrace, why: str) -> None:
        trace.outcome = Outcome.KEPT
        self.report["kept"] += 1
        if len(self.report["kept_list"]) < LISTED:
            self.report["kept_list"].append(
                {
                    "label": trace.label,
                    "model": trace.model,
                    "id": trace.object_id,
                    "line": trace.line,
                    "why": why,
                }
            )
