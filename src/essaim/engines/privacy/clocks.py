"""Retention clocks: which rules a record falls under, when its time ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.apps import apps
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import User
from essaim.engines.directory.api import Person
from essaim.engines.records.api import (
    Compiler,
    Field,
    Kind,
    Query,
    QueryError,
    all_fields,
    compile_query,
    record_types,
)
from essaim.engines.rights.api import Rights, can

from .declarations import acts
from .models import Erasure, RetentionRule

LAST_ACT = "last_act"
ACT = Field(LAST_ACT, _("Dernier acte de la personne"), Kind.DATETIME)


@dataclass(frozen=True)
class Clock:
    """One rule on one record. `start` None: the clock has not started, nothing will be purged."""

    rule: RetentionRule
    start: date | None
    end: date | None

    @property
    def over(self) -> bool:
        return self.end is not None and self.end <= timezone.localdate()


def base_field(rule: RetentionRule) -> Field:
    """The date field a rule counts from; raises KeyError when it exists no more."""
    if rule.base == LAST_ACT and rule.type == "people":
        return ACT
    return all_fields(record_types.get(rule.type))[rule.base]


def may_run(rule: RetentionRule) -> bool:
    """Has its owner still the right to purge? A rule nobody may answer for does not run."""
    owner = rule.owner
    return owner is not None and owner.is_active and can(owner, "change", "retention")


def concerned(rule: RetentionRule, reader: Any = None) -> QuerySet:
    """The records under the rule, each with `clock_start`, as `reader` (or the rule's owner) sees them.

    Raises QueryError when the rule no longer reads.
    """
    reader = reader or rule.owner
    if rule.type not in record_types or reader is None:
        raise QueryError(str(rule))
    compiler = Compiler(reader, record_types.get(rule.type))
    query = Query.from_json({**rule.query, "type": rule.type})
    found = compile_query(reader, Query(query.type, query.filter, query.text))
    if rule.base == LAST_ACT and rule.type == "people":
        return found.annotate(clock_start=last_act()).order_by()
    path = compiler.path(compiler.field(rule.base))
    return compiler.with_aliases(found).annotate(clock_start=F(path)).order_by()


def last_act() -> Any:
    """The last moment a person did something themselves; for who never did, when they were known."""
    moments = []
    for act in acts:
        rows = apps.get_model(act.model)._base_manager.filter(act.where(), **{act.person: OuterRef("pk")})
        latest = rows.order_by(F(act.at).desc(nulls_last=True)).values(act.at)[:1]
        moments.append(Coalesce(Subquery(latest), F("created_at")))
    return Greatest(*moments, F("created_at")) if moments else F("created_at")


def the_law() -> Any:
    """Legal duties hold whatever their keeper may see: they are read as by an administrator."""
    reader = User(pk=0)
    reader.__dict__["_rights"] = Rights(administrator=True)
    return reader


def due(rule: RetentionRule) -> QuerySet:
    """Those whose time is over; already anonymous people are left out."""
    found = concerned(rule).filter(clock_start__isnull=False)
    limit: Any = rule.limit()
    if base_field(rule).kind == Kind.DATETIME:
        limit = timezone.make_aware(datetime.combine(limit, time.min))
    found = found.filter(clock_start__lt=limit)
    if rule.type == "people":
        found = found.exclude(pk__in=Erasure.objects.values("number"))
    return found


def undated(rule: RetentionRule) -> int:
    return concerned(rule).filter(clock_start__isnull=True).count()


def clocks_of(person: Person) -> list[Clock]:
    """Every rule in force that concerns a person, the soonest end first; whoever asks may see them all."""
    found = []
    rules = RetentionRule.objects.filter(active=True, type="people").select_related("processing", "owner")
    for rule in rules:
        try:
            row = concerned(rule, the_law()).filter(pk=person.pk).values_list("clock_start", flat=True)
            starts = list(row[:1])
        except (QueryError, KeyError):
            continue
        if starts:
            start = starts[0]
            day = timezone.localtime(start).date() if hasattr(start, "hour") else start
            found.append(Clock(rule, day, rule.end_of(start)))
    return sorted(found, key=lambda clock: (clock.end is None, clock.end or date.max))


def obligations_of(person: Person) -> list[tuple[RetentionRule, date]]:
    """The legal duties to keep that still run for a person."""
    return [
        (clock.rule, clock.end)
        for clock in clocks_of(person)
        if clock.rule.obligation and clock.end is not None and not clock.over
    ]
