"""Merging two records into one, and undoing it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.duplicates.merging.ledger import MergeBlocked, carry, differences, give_back, restore_kept
from essaim.engines.duplicates.models import DuplicatePair, Merge
from essaim.engines.records.api import Field, Kind, RecordType, all_fields, fields_for, lock
from essaim.engines.rights.api import require
from essaim.kit import events
from essaim.kit.rowdata import dump
from essaim.kit.writing import snapshot, writing


def merge(
    *, actor: Any, record_type: RecordType, kept_id: int, removed_id: int, taken: frozenset[str] = frozenset()
) -> Merge:
    """Merges `removed` into `kept`. `taken`: names of the fields whose value comes from `removed`.

    Everything that hangs on `removed` hangs on `kept` afterwards. Raises MergeBlocked with what to do
    when something stands in the way; nothing is changed then.
    """
    if kept_id == removed_id:
        raise MergeBlocked(_("Une fiche ne peut pas être fusionnée avec elle-même."))
    with writing(actor, "merge") as work:
        kept, removed = _both(actor, record_type, kept_id, removed_id)
        before, seen = dump(kept), snapshot(kept)
        gone, label = dump(removed), str(removed)
        ledger = carry(record_type, kept, removed)
        work.deleted(removed, note=_("Fusionnée dans « %s »") % kept)
        type(removed)._base_manager.filter(pk=removed.pk)._raw_delete(removed._state.db or "default")
        for field in fields_for(actor, record_type).values():
            if field.name in taken:
                _take(field, kept, removed)
        _save(actor, kept)
        after = dump(kept)
        ledger["removed"] = gone
        ledger["kept_before"], ledger["kept_after"] = differences(before, after)
        ledger["custom_before"], ledger["custom_after"] = _custom(before, after)
        work.changed(kept, seen, note=_("Fusion avec « %s »") % label)
        made = Merge.objects.create(
            record_type=record_type.name, kept_id=kept.pk, removed_id=removed_id, kept_label=str(kept)[:200],
            removed_label=label[:200], made_by=actor, ledger=ledger,
        )  # fmt: skip
        _settle(record_type, kept_id, removed_id, actor)
        work.noted(made, "merged")
        events.publish(
            "duplicates.merged", type=record_type.name, kept=kept_id, removed=removed_id, actor=actor
        )
    return made


def _both(
    actor: Any, record_type: RecordType, kept_id: int, removed_id: int
) -> tuple[models.Model, models.Model]:
    """Both records locked, in key order so that two merges never wait for each other."""
    found = {pk: lock(record_type, pk) for pk in sorted((kept_id, removed_id))}
    require(actor, "change", record_type.resource, found[kept_id], record_type.guard)
    require(actor, "delete", record_type.resource, found[removed_id], record_type.guard)
    return found[kept_id], found[removed_id]


def _take(field: Field, kept: models.Model, removed: models.Model) -> None:
    if field.custom:
        kept.custom = {**kept.custom, field.name: removed.custom.get(field.name)}  # type: ignore[attr-defined]
    elif not field.is_many and field.expression is None and "__" not in field.path:
        name = kept._meta.get_field(field.path).attname  # type: ignore[union-attr]
        setattr(kept, name, getattr(removed, name))


def mergeable(field: Field) -> bool:
    """Is it a field whose value is chosen between the two records (links are always united)?"""
    return field.editable and field.kind not in (Kind.TAGS, Kind.REFERENCES) and "__" not in field.path


def _save(actor: Any, obj: models.Model) -> None:
    obj.version += 1  # type: ignore[attr-defined]
    obj.changed_at, obj.changed_by = timezone.now(), actor  # type: ignore[attr-defined]
    obj.save()


def _custom(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    old, new = before["custom"], after["custom"]
    names = [name for name in new if old.get(name) != new[name]]
    return {name: old[name] for name in names if name in old}, {name: new[name] for name in names}


def _settle(record_type: RecordType, kept: int, removed: int, actor: Any) -> None:
    """The pair is merged; other pairs of the removed record no longer stand."""
    low, high = sorted((kept, removed))
    pairs = DuplicatePair.objects.filter(record_type=record_type.name)
    pairs.filter(low_id=low, high_id=high).update(
        status=DuplicatePair.Status.MERGED, decided_at=timezone.now(), decided_by=actor
    )
    pairs.filter(Q(low_id=removed) | Q(high_id=removed), status=DuplicatePair.Status.OPEN).delete()


def unmerge(*, actor: Any, merge: Merge, record_type: RecordType) -> models.Model:
    """Gives back the removed record with all that was its own; later edits of the kept one stay."""
    with writing(actor, "unmerge") as work:
        current = Merge.objects.select_for_update().get(pk=merge.pk)
        if current.undone_at is not None:
            raise MergeBlocked(_("Cette fusion a déjà été défaite."))
        try:
            kept = lock(record_type, current.kept_id)
        except ObjectDoesNotExist as error:
            raise MergeBlocked(
                _("La fiche gardée n’existe plus : défaites d’abord ce qui l’a supprimée.")
            ) from error
        require(actor, "change", record_type.resource, kept, record_type.guard)
        require(actor, "create", record_type.resource)
        seen = snapshot(kept)
        restore_kept(kept, current.ledger)
        _save(actor, kept)
        removed = give_back(record_type, kept, current.ledger)
        work.changed(kept, seen, note=_("Fusion défaite"))
        work.created(removed, note=_("Fiche rendue par une fusion défaite"))
        current.undone_at, current.undone_by = timezone.now(), actor
        current.save(update_fields=["undone_at", "undone_by"])
        low, high = sorted((current.kept_id, current.removed_id))
        DuplicatePair.objects.filter(record_type=record_type.name, low_id=low, high_id=high).update(
            status=DuplicatePair.Status.OPEN, decided_at=None, decided_by=None
        )
        work.noted(current, "unmerged")
    return removed


def merge_safe_pairs(*, actor: Any, record_type: RecordType, limit: int = 200) -> tuple[int, list[str]]:
    """Merges the pairs of the proven band, the richer record kept; returns how many, and what stood in the way.

    Off by default: ESSAIM_DUPLICATES_BATCH names the record types it is opened for.
    """
    if record_type.name not in settings.DUPLICATES_BATCH:
        raise PermissionDenied(_("La fusion par lot n’est pas ouverte pour ces fiches."))
    pairs = DuplicatePair.objects.filter(
        record_type=record_type.name, status=DuplicatePair.Status.OPEN, band=DuplicatePair.Band.AUTO
    )
    done, refused = 0, []
    for pair in list(pairs[:limit]):
        kept, removed = richer_first(record_type, pair.low_id, pair.high_id)
        try:
            merge(actor=actor, record_type=record_type, kept_id=kept.pk, removed_id=removed.pk,
                  taken=missing_in(record_type, kept, removed))  # fmt: skip
            done += 1
        except (MergeBlocked, PermissionDenied, ObjectDoesNotExist) as error:
            refused.append(str(error))
    return done, refused


def richer_first(record_type: RecordType, one: int, other: int) -> tuple[models.Model, models.Model]:
    """The two records, the one with more values first, the older at equality."""
    found = list(record_type.model_class._base_manager.filter(pk__in=(one, other)))
    if len(found) != 2:
        raise ObjectDoesNotExist
    found.sort(key=lambda obj: (-sum(value not in (None, "", {}) for value in dump(obj).values()), obj.pk))
    return found[0], found[1]


def missing_in(record_type: RecordType, kept: models.Model, removed: models.Model) -> frozenset[str]:
    """The fields empty on `kept` and filled on `removed`."""
    return frozenset(
        field.name
        for field in all_fields(record_type).values()
        if mergeable(field)
        and value_of(field, kept) in (None, "", [])
        and value_of(field, removed) not in (None, "", [])
    )


def value_of(field: Field, obj: models.Model) -> Any:
    """The raw value of a field on an object, custom fields included."""
    if field.custom:
        return obj.custom.get(field.name)  # type: ignore[attr-defined]
    return getattr(obj, obj._meta.get_field(field.path).attname)  # type: ignore[union-attr]
