"""Reports before purges, and the purges themselves: one record at a time, each looked at again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.privacy.clocks import due, may_run, undated
from essaim.engines.privacy.declarations import anonymisers
from essaim.engines.privacy.models import Erasure, PurgeItem, PurgeReport, RetentionRule
from essaim.engines.records.api import StillInUse, delete, record_types, type_of
from essaim.engines.rights.api import forget, require
from essaim.kit import events
from essaim.kit.writing import writing

from .erasing import ErasureBlocked, do_erase

State, Fate = PurgeReport.State, PurgeItem.Fate
MOST = 5000
STALE = timedelta(minutes=10)


def make_report(rule: RetentionRule) -> PurgeReport | None:
    """What the rule would do now; None when nothing is at its end, or an earlier report still waits."""
    if not may_run(rule) or rule.reports.filter(state__in=(State.PROPOSED, State.RUNNING)).exists():
        return None
    kept = PurgeItem.objects.filter(report__rule=rule, fate=Fate.EXCLUDED).values("object_id")
    rows = list(due(rule).exclude(pk__in=kept).values_list("pk", "clock_start")[:MOST])
    if not rows:
        return None
    with writing(None, origin=_("règle de conservation")) as work:
        report = PurgeReport.objects.create(
            rule=rule, limit=rule.limit(), undated=undated(rule),
            runs_on=timezone.localdate() + timedelta(days=rule.notice_days) if rule.automatic else None,
        )  # fmt: skip
        PurgeItem.objects.bulk_create(
            (PurgeItem(report=report, object_id=pk, base=_day(start)) for pk, start in rows), batch_size=1000
        )
        work.created(report)
        events.publish("privacy.reported", id=report.pk, count=len(rows))
    return report


def _day(start: Any) -> Any:
    return timezone.localtime(start).date() if hasattr(start, "hour") else start


def do_exclude(*, actor: Any, item: PurgeItem, reason: str) -> None:
    """This one is kept, now and at the next reports of the rule; or is to be purged after all (no reason)."""
    require(actor, "change", "retention")
    if item.report.state != State.PROPOSED:
        raise ValidationError(_("Ce rapport est déjà traité."))
    with writing(actor) as work:
        item.fate, item.reason = (
            (Fate.EXCLUDED, reason.strip()[:300]) if reason.strip() else (Fate.WAITING, "")
        )
        item.save(update_fields=["fate", "reason"])
        work.noted(item.report, "purge_excluded", {"object_id": (None, item.object_id)})


def do_drop(*, actor: Any, report: PurgeReport) -> None:
    require(actor, "change", "retention")
    with writing(actor) as work:
        if not _move(report, State.PROPOSED, State.DROPPED, actor):
            raise ValidationError(_("Ce rapport est déjà traité."))
        work.noted(report, "purge_dropped")


def do_confirm(*, actor: Any, report: PurgeReport) -> None:
    """The purge starts in the background. `actor` None: the delay of an automatic rule has passed."""
    from essaim.engines.privacy.tasks import purge_task

    if actor is not None:
        require(actor, "delete", "retention")
    with writing(actor) as work:
        if not _move(report, State.PROPOSED, State.RUNNING, actor):
            raise ValidationError(_("Ce rapport est déjà traité."))
        work.noted(report, "purge_confirmed")
        transaction.on_commit(lambda: purge_task.enqueue(report.pk))


def _move(report: PurgeReport, before: str, after: str, actor: Any) -> bool:
    now = timezone.now()
    moved = PurgeReport.objects.filter(pk=report.pk, state=before).update(
        state=after, decided_at=now, decided_by=actor, beat_at=now
    )
    report.refresh_from_db()
    return bool(moved)


def run_report(report: PurgeReport) -> None:
    """Each record by itself: whatever stops the process, the rest is taken up again."""
    answerable = report.decided_by or report.rule.owner
    if answerable is None:
        return
    forget(answerable)
    for item in report.items.filter(fate=Fate.WAITING).order_by("pk").iterator(500):
        PurgeReport.objects.filter(pk=report.pk).update(beat_at=timezone.now())
        fate, reason = _purge_one(answerable, report.rule, item.object_id)
        PurgeItem.objects.filter(pk=item.pk, fate=Fate.WAITING).update(fate=fate, reason=reason[:300])
    PurgeReport.objects.filter(pk=report.pk, state=State.RUNNING).update(state=State.DONE, beat_at=None)


def _purge_one(actor: Any, rule: RetentionRule, pk: int) -> tuple[str, str]:
    """(what became of it, why). Looked at again: it may have changed since the report."""
    obj = due(rule).filter(pk=pk).first()
    if obj is None:
        return Fate.PASSED, ""
    try:
        with transaction.atomic():
            _apply(actor, rule, obj)
    except ErasureBlocked as stop:
        return Fate.BLOCKED, " ".join(blocker.text for blocker in stop.blockers)
    except StillInUse as stop:
        return Fate.BLOCKED, ", ".join(f"{label} : {count}" for label, count in stop.blockers)
    except PermissionDenied as stop:
        return Fate.BLOCKED, str(stop)
    return Fate.DONE, ""


def _apply(actor: Any, rule: RetentionRule, obj: Any) -> None:
    record_type = record_types.get(rule.type)
    if rule.outcome == RetentionRule.Outcome.DELETE:
        delete(actor=actor, record_type=record_type, obj=obj, origin=str(_("règle de conservation")))
        from essaim.engines.journal.api import erase

        erase(actor=actor, obj=obj)
    elif rule.type == "people":
        do_erase(actor=actor, person=obj, ground=Erasure.Ground.RETENTION.value, rule=rule)
    else:
        require(actor, "change", record_type.resource, obj, record_type.guard)
        with writing(actor, origin=str(_("règle de conservation"))) as work:
            anonymisers.get(rule.type).run(obj, actor, work)
            found = type_of(obj)
            assert found is not None
            events.publish("records.changed", type=found.name, id=obj.pk, actor=actor)


def run_due() -> None:
    """The clock: new reports, automatic ones whose delay has passed, purges whose process died."""
    for rule in RetentionRule.objects.filter(active=True, obligation=False).select_related("owner"):
        make_report(rule)
    today = timezone.localdate()
    for report in PurgeReport.objects.filter(state=State.PROPOSED, runs_on__lte=today).select_related(
        "rule__owner"
    ):
        if may_run(report.rule) and report.rule.active and report.rule.automatic:
            do_confirm(actor=None, report=report)
    dead = PurgeReport.objects.filter(state=State.RUNNING, beat_at__lt=timezone.now() - STALE)
    for report in dead.select_related("rule__owner", "decided_by"):
        run_report(report)
