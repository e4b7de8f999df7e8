"""The processing register."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError
from django.utils import timezone

from essaim.engines.privacy.models import Processing
from essaim.engines.privacy.register.prefilling import proposals
from essaim.engines.records.api import StillInUse
from essaim.engines.rights.api import require
from essaim.kit.writing import snapshot, writing


def do_save_processing(*, actor: Any, processing: Processing, values: dict[str, Any]) -> Processing:
    require(actor, "change" if processing.pk else "create", "retention")
    before = snapshot(processing) if processing.pk else {}
    for name, value in values.items():
        setattr(processing, name, value)
    processing.reviewed_on = timezone.localdate()
    processing.full_clean()
    with writing(actor) as work:
        made = not processing.pk
        processing.save()
        if made:
            work.created(processing)
        else:
            work.changed(processing, before)
    return processing


def do_prefill(*, actor: Any) -> int:
    """An entry for each group of record types that none speaks of yet; how many were made."""
    require(actor, "create", "retention")
    made = 0
    with writing(actor) as work:
        covered = {name for types in Processing.objects.values_list("types", flat=True) for name in types}
        for proposal in proposals(covered):
            proposal.save()
            work.created(proposal)
            made += 1
    return made


def do_delete_processing(*, actor: Any, processing: Processing) -> None:
    """Raises StillInUse while retention rules stand on it."""
    require(actor, "delete", "retention")
    with writing(actor) as work:
        work.deleted(processing)
        try:
            processing.delete()
        except ProtectedError as error:
            label = str(next(iter(error.protected_objects))._meta.verbose_name_plural)
            raise StillInUse([(label, len(error.protected_objects))]) from error
