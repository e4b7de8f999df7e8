"""Carrying everything from one record to another, writing down what is needed to give it back.

The ledger: {"removed": row, "kept_before": {column: value}, "kept_after": {column: value},
"custom_before", "custom_after": {field: value}, "moved": [[model, column, [keys]]],
"dropped": [[model, row]]}. Rows are as in `kit.rowdata`.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from essaim.engines.records.api import RecordType
from essaim.kit.rowdata import dump, insert, plain, revive

from .relations import Relation, relations_of

AUTOMATIC = ("version", "changed_at", "changed_by_id")


class MergeBlocked(Exception):
    """The two records cannot be merged, or the merge not be undone; the message says what to do."""


def carry(record_type: RecordType, kept: models.Model, removed: models.Model) -> dict[str, Any]:
    """Makes every row of `removed` a row of `kept`; what would stand twice is dropped and noted."""
    ledger: dict[str, Any] = {"moved": [], "dropped": []}
    for relation in relations_of(record_type):
        keys = list(relation.rows(removed.pk).order_by("pk").values_list("pk", flat=True))
        if not keys:
            continue
        moved = keys if _moved_at_once(relation, keys, kept.pk) else _one_by_one(relation, keys, kept, ledger)
        if moved:
            ledger["moved"].append(
                [relation.model._meta.label_lower, relation.column, [plain(key) for key in moved]]
            )
    return ledger


def _moved_at_once(relation: Relation, keys: list[Any], target: Any) -> bool:
    if _may_loop(relation):
        return False
    try:
        with transaction.atomic():
            relation.model._base_manager.filter(pk__in=keys).update(**{relation.column: target})
    except IntegrityError:
        return False
    return True


def _may_loop(relation: Relation) -> bool:
    """Does the row join two records of the same type (a relationship, a parent)?"""
    own = relation.model._meta.get_field(relation.column.removesuffix("_id")) if not relation.fixed else None
    if own is None:
        return False
    same = [field for field in relation.model._meta.fields if field.related_model is own.related_model]
    return len(same) > 1 or relation.model is own.related_model


def _one_by_one(relation: Relation, keys: list[Any], kept: models.Model, ledger: dict[str, Any]) -> list[Any]:
    moved = []
    for row in relation.model._base_manager.filter(pk__in=keys):
        if _loops(relation, row, kept):
            _drop(row, ledger)
            continue
        try:
            with transaction.atomic():
                relation.model._base_manager.filter(pk=row.pk).update(**{relation.column: kept.pk})
            moved.append(row.pk)
        except IntegrityError:
            _drop_double(relation, row, ledger)
    return moved


def _loops(relation: Relation, row: models.Model, kept: models.Model) -> bool:
    others = [
        field.attname
        for field in row._meta.fields
        if field.related_model is type(kept) and field.attname != relation.column
    ]
    itself = type(row) is type(kept) and row.pk == kept.pk
    return itself or any(getattr(row, name) == kept.pk for name in others)


def _drop_double(relation: Relation, row: models.Model, ledger: dict[str, Any]) -> None:
    """A link both records have is kept once; anything richer must be settled by a person first."""
    if not relation.model._meta.auto_created and not relation.fixed:
        raise MergeBlocked(
            _(
                "Les deux fiches ont chacune « %(what)s » : supprimez ou modifiez l’un des deux avant de fusionner."
            )
            % {"what": row}
        )
    _drop(row, ledger)


def _drop(row: models.Model, ledger: dict[str, Any]) -> None:
    if hasattr(row, "version") and hasattr(row, "custom"):
        raise MergeBlocked(
            _("« %(what)s » relie les deux fiches entre elles : retirez ce lien avant de fusionner.")
            % {"what": row}
        )
    ledger["dropped"].append([row._meta.label_lower, dump(row)])
    type(row)._base_manager.filter(pk=row.pk).delete()


def give_back(record_type: RecordType, kept: models.Model, ledger: dict[str, Any]) -> models.Model:
    """The removed record as it was, with the rows that still hang where the merge put them."""
    model = record_type.model_class
    key = ledger["removed"][model._meta.pk.attname]
    if model._base_manager.filter(pk=key).exists():
        raise MergeBlocked(_("La fiche d’origine existe déjà : cette fusion a déjà été défaite."))
    try:
        with transaction.atomic():
            removed = insert(model, ledger["removed"])
            for label, row in ledger["dropped"]:
                _put_back(apps.get_model(label), row)
            for label, column, keys in ledger["moved"]:
                rows = apps.get_model(label)._base_manager.filter(pk__in=keys, **{column: kept.pk})
                rows.update(**{column: removed.pk})
    except IntegrityError as error:
        raise MergeBlocked(
            _("Une donnée unique de la fiche d’origine (compte, SIRET…) sert ailleurs : libérez-la d’abord.")
        ) from error
    return removed


def _put_back(model: type[models.Model], row: dict[str, Any]) -> None:
    """A dropped row comes back, unless its other end is gone since."""
    for field in model._meta.fields:
        value = row.get(field.attname)
        related: Any = field.related_model
        if related is not None and value is not None and not related._base_manager.filter(pk=value).exists():
            return
    if not model._base_manager.filter(pk=row[model._meta.pk.attname]).exists():
        insert(model, row)


def differences(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns that changed, before and after, automatic ones and custom fields left out."""
    names = [name for name in before if before[name] != after[name] and name not in (*AUTOMATIC, "custom")]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def restore_kept(kept: models.Model, ledger: dict[str, Any]) -> None:
    """Undoes on the kept record what the merge changed; what a person changed since stays."""
    for field in kept._meta.concrete_fields:
        name = field.attname
        if name in ledger["kept_after"] and plain(getattr(kept, name)) == ledger["kept_after"][name]:
            setattr(kept, name, revive(field, ledger["kept_before"][name]))
    custom = dict(kept.custom)  # type: ignore[attr-defined]
    for name, value in ledger["custom_after"].items():
        if custom.get(name) == value:
            if name in ledger["custom_before"]:
                custom[name] = ledger["custom_before"][name]
            else:
                custom.pop(name, None)
    kept.custom = custom  # type: ignore[attr-defined]
