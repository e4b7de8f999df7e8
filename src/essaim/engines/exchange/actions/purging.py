"""What imports leave behind goes after a while: files and rows hold personal data nobody asked to keep twice."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from essaim.engines.exchange.models import ImportRun

KEPT = timedelta(days=60)
ABANDONED = timedelta(days=7)
State = ImportRun.State


def purge() -> int:
    """Old imports keep their counts; their file, rows and traces go, and with them the undoing."""
    now = timezone.now()
    old = ImportRun.objects.filter(purged_at=None, created_at__lt=now - KEPT)
    left = ImportRun.objects.filter(
        purged_at=None,
        created_at__lt=now - ABANDONED,
        state__in=(State.UPLOADED, State.MATCHED, State.PLANNED, State.FAILED),
    )
    count = 0
    for run in (old | left).distinct():
        if run.is_working:
            continue
        run.rows.all().delete()
        run.traces.all().delete()
        if run.file:
            run.file.delete(save=False)
        source = {name: run.source[name] for name in ("family", "headings", "notes") if name in run.source}
        ImportRun.objects.filter(pk=run.pk).update(purged_at=now, file="", source=source, undo_report={})
        count += 1
    return count
