"""Retention rules, under the rights of whoever saves them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.privacy.clocks import concerned
from essaim.engines.privacy.declarations import anonymisers
from essaim.engines.privacy.models import RetentionRule
from essaim.engines.privacy.queries import date_fields
from essaim.engines.records.api import Query, QueryError, record_types
from essaim.engines.rights.api import require
from essaim.kit.writing import snapshot, writing


def do_save_rule(*, actor: Any, rule: RetentionRule, values: dict[str, Any]) -> RetentionRule:
    """Raises ValidationError by field. `actor` becomes its owner: the rule does what they may do."""
    require(actor, "change" if rule.pk else "create", "retention")
    before = snapshot(rule) if rule.pk else {}
    for name, value in values.items():
        setattr(rule, name, value)
    rule.owner, rule.changed_at = actor, timezone.now()
    _check(actor, rule)
    with writing(actor) as work:
        made = not rule.pk
        rule.full_clean(exclude=["query"])
        rule.save()
        if made:
            work.created(rule)
        else:
            work.changed(rule, before)
    return rule


def _check(actor: Any, rule: RetentionRule) -> None:
    if rule.type not in record_types:
        raise ValidationError({"type": _("Ce type de fiche n’existe pas.")})
    known_dates = {field.name for field in date_fields(actor, record_types.get(rule.type))}
    if rule.base not in known_dates:
        raise ValidationError({"base": _("Choisissez une date de ce type de fiche.")})
    known = rule.type == "people" or rule.type in anonymisers
    if rule.outcome == RetentionRule.Outcome.ANONYMISE and not known and not rule.obligation:
        raise ValidationError(
            {"outcome": _("Ces fiches ne savent pas devenir anonymes : choisissez « supprimer ».")}
        )
    if rule.type == "people" and rule.outcome == RetentionRule.Outcome.DELETE:
        raise ValidationError(
            {"outcome": _("Une personne est rendue anonyme, pour que les statistiques restent justes.")}
        )
    try:
        Query.from_json({**rule.query, "type": rule.type})
        concerned(rule, actor).exists()
    except QueryError as error:
        raise ValidationError({"query": str(error)}) from error


def do_delete_rule(*, actor: Any, rule: RetentionRule) -> None:
    require(actor, "delete", "retention")
    with writing(actor) as work:
        work.deleted(rule)
        rule.delete()
