"""The long steps of an import: trial, writing, undoing. Each runs in a task, or at once from the command line."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.exchange.declarations import in_bulk
from essaim.engines.exchange.files import local_path
from essaim.engines.exchange.mapping import Mapping
from essaim.engines.exchange.models import ImportRow, ImportRun
from essaim.engines.exchange.planning.options import Options
from essaim.engines.exchange.planning.planner import Lines, Planner
from essaim.engines.exchange.reading import Table, Unreadable, open_table
from essaim.engines.exchange.writing.inserting import insert
from essaim.engines.exchange.writing.rechecking import starting_point
from essaim.engines.exchange.writing.undoing import Undoer
from essaim.engines.exchange.writing.writer import Writer
from essaim.engines.rights.api import can, forget, require
from essaim.kit import events
from essaim.kit.writing import writing

logger = logging.getLogger(__name__)
State = ImportRun.State
STALE = timedelta(minutes=2)


class Busy(Exception):
    """Another process already works on this run, or it is past this step."""


def _claim(run: ImportRun, allowed: tuple[str, ...], state: str) -> None:
    """Takes the run from one of the allowed states to `state`; only one process can."""
    taken = ImportRun.objects.filter(pk=run.pk, state__in=allowed).update(
        state=state, done=0, total=0, beat_at=timezone.now(), message=""
    )
    if not taken:
        raise Busy
    run.refresh_from_db()


def _beat(run: ImportRun, done: int) -> None:
    ImportRun.objects.filter(pk=run.pk).update(done=done, beat_at=timezone.now())


def require_import(actor: Any, run: ImportRun) -> None:
    """Whoever imports may create or change such records; what each row may do is looked at row by row."""
    if not can(actor, "create", run.record_type.resource):
        require(actor, "change", run.record_type.resource)


def ask_for_plan(*, actor: Any, run: ImportRun) -> None:
    from essaim.engines.exchange.tasks import plan_task

    require_import(actor, run)
    _claim(run, (State.UPLOADED, State.MATCHED, State.PLANNED, State.FAILED), State.PLANNING)
    plan_task.enqueue(run.pk)


def ask_for_write(*, actor: Any, run: ImportRun) -> None:
    from essaim.engines.exchange.tasks import write_task

    require_import(actor, run)
    _claim(run, (State.PLANNED,), State.WRITING)
    write_task.enqueue(run.pk)


def ask_for_undo(*, actor: Any, run: ImportRun) -> None:
    from essaim.engines.exchange.tasks import undo_task

    require_import(actor, run)
    _claim(run, (State.WRITTEN,), State.UNDOING)
    ImportRun.objects.filter(pk=run.pk).update(undone_by=actor)
    undo_task.enqueue(run.pk)


def plan_now(*, actor: Any, run: ImportRun, claimed: bool = False) -> ImportRun:
    """The trial. A file that turns out unreadable halfway fails the run with its sentence."""
    require_import(actor, run)
    if not claimed:
        _claim(run, (State.UPLOADED, State.MATCHED, State.PLANNED, State.FAILED), State.PLANNING)
    run.rows.all().delete()
    try:
        with local_path(run.file) as path, in_bulk():
            _plan(actor, run, open_table(path, run.sheet))
    except Unreadable as error:
        _fail(run, str(error))
    except BaseException:
        _fail(run, _("L’essai s’est arrêté sur une erreur imprévue. Rien n’a été écrit."))
        raise
    run.refresh_from_db()
    return run


def _plan(actor: Any, run: ImportRun, table: Table) -> None:
    planner = Planner(actor, run.record_type, Mapping.from_json(run.mapping), Options.from_json(run.options))
    lines = corrected(run, table)
    start = starting_point(run.record_type)
    done = 0
    for rows in planner.plan(lines, lambda total: _announce(run, total)):
        for row in rows:
            row.run = run
        done += len(rows)
        with transaction.atomic():
            insert(ImportRow, rows)
            _beat(run, done)
    ImportRun.objects.filter(pk=run.pk).update(
        counts={**counted(run), "start": start}, state=State.PLANNED, done=done
    )


def _announce(run: ImportRun, total: int) -> None:
    ImportRun.objects.filter(pk=run.pk).update(total=total, beat_at=timezone.now())


def corrected(run: ImportRun, table: Table) -> Lines:
    """The lines of the file, those that somebody corrected on the page in their place."""
    corrections = run.source.get("corrections", {})
    if not corrections:
        return table.rows
    return lambda: ((line, corrections.get(str(line), cells)) for line, cells in table.rows())


def counted(run: ImportRun) -> dict[str, Any]:
    """Totals by fate, and what was mended or left out, by column."""
    fates = dict(run.rows.values_list("fate").annotate(n=Count("id")).order_by())
    mended: dict[str, int] = {}
    left: dict[str, int] = {}
    unknown: dict[str, dict[str, int]] = {}
    related = set()
    for messages, values in run.rows.filter(~Q(messages=[])).values_list("messages", "values").iterator(1000):
        for message in messages:
            column = message["column"]
            name = run.headings[column] if column is not None and column < len(run.headings) else ""
            if message["level"] == "repair":
                mended[name] = mended.get(name, 0) + 1
            elif message["level"] == "left":
                left[name] = left.get(name, 0) + 1
            if "word" in message:
                words = unknown.setdefault(str(column), {})
                words[message["word"]] = words.get(message["word"], 0) + 1
        related |= {
            str(value["new"].get("siret") or value["new"].get("name")).casefold()
            for value in values.values()
            if isinstance(value, dict)
        }
    return {
        **fates,
        "rows": sum(fates.values()),
        "mended": mended,
        "left": left,
        "unknown": unknown,
        "related": len(related),
    }


def write_now(*, actor: Any, run: ImportRun, claimed: bool = False) -> ImportRun:
    """Writes the plan. Whatever stops it on the way, what was written is taken back before the error goes on."""
    require_import(actor, run)
    if not claimed:
        _claim(run, (State.PLANNED,), State.WRITING)
    writer = Writer(run, actor, lambda done: _beat(run, done))
    waiting = run.rows.filter(
        fate__in=(ImportRow.Fate.CREATE, ImportRow.Fate.UPDATE, ImportRow.Fate.DOUBTFUL)
    )
    ImportRun.objects.filter(pk=run.pk).update(total=waiting.count())
    try:
        with in_bulk():
            totals = writer.write()
    except BaseException:
        roll_back(
            run, actor, _("L’écriture s’est arrêtée sur une erreur imprévue : tout a été remis comme avant.")
        )
        raise
    with writing(actor) as work:
        run.refresh_from_db()
        run.state, run.written_at = State.WRITTEN, timezone.now()
        run.counts = {**run.counts, "written": totals}
        run.done = run.total
        run.save()
        work.noted(run, "imported", {name: (None, value) for name, value in totals.items() if value})
        events.publish("exchange.imported", id=run.pk, type=run.type, actor=actor)
    return run


def undo_now(*, actor: Any, run: ImportRun, claimed: bool = False) -> ImportRun:
    require_import(actor, run)
    if not claimed:
        _claim(run, (State.WRITTEN,), State.UNDOING)
        ImportRun.objects.filter(pk=run.pk).update(undone_by=actor)
    return _undo(run, actor)


def _undo(run: ImportRun, actor: Any) -> ImportRun:
    ImportRun.objects.filter(pk=run.pk).update(total=run.traces.count())
    with in_bulk():
        report = Undoer(run, actor, lambda done: _beat(run, done)).undo()
    with writing(actor) as work:
        run.refresh_from_db()
        run.state, run.undone_at, run.undo_report = State.UNDONE, timezone.now(), report
        run.save()
        work.noted(run, "undone", {name: (None, report[name]) for name in ("deleted", "restored", "kept")})
        events.publish("exchange.undone", id=run.pk, type=run.type, actor=actor)
    return run


def roll_back(run: ImportRun, actor: Any, message: str) -> None:
    """Takes back what a broken writing left, and opens the import to another try."""
    Undoer(run, actor, lambda done: _beat(run, 0)).undo()
    run.traces.all().delete()
    _fail(run, message)


def _fail(run: ImportRun, message: str) -> None:
    ImportRun.objects.filter(pk=run.pk).update(
        state=State.FAILED, message=message, beat_at=None, undo_report={}, done=0
    )
    run.refresh_from_db()
    events.publish("exchange.failed", id=run.pk, type=run.type)


def recover(older_than: timedelta = STALE) -> list[int]:
    """Imports whose process died: what they had written is taken back, an undoing is finished. Their keys."""
    limit = timezone.now() - older_than
    found = []
    working = (State.PLANNING, State.WRITING, State.UNDOING)
    for run in ImportRun.objects.filter(state__in=working, beat_at__lt=limit):
        if not ImportRun.objects.filter(pk=run.pk, state=run.state, beat_at=run.beat_at).update(
            beat_at=timezone.now()
        ):
            continue
        try:
            _recover(run)
        except Exception:
            logger.exception("import %s could not be recovered", run.pk)
        else:
            found.append(run.pk)
    return found


def _recover(run: ImportRun) -> None:
    actor = run.undone_by if run.state == State.UNDOING and run.undone_by else run.created_by
    forget(actor)
    if run.state == State.UNDOING:
        _undo(run, actor)
    elif run.state == State.WRITING:
        roll_back(run, actor, _("L’écriture a été interrompue : tout a été remis comme avant."))
    else:
        _fail(run, _("L’essai a été interrompu. Rien n’a été écrit : relancez-le."))
