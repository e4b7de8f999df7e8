"""Erasing somebody: every engine's part, the journal's values, the search index, the files; a proof stays."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.engines.directory.api import Person
from essaim.engines.privacy.clocks import obligations_of
from essaim.engines.privacy.declarations import Blocker, Erasing, ordered
from essaim.engines.privacy.models import Erasure, RetentionRule
from essaim.engines.records.api import lock, record_types
from essaim.engines.rights.api import require
from essaim.engines.search.api import forget_words
from essaim.kit import events
from essaim.kit.writing import writing

logger = logging.getLogger(__name__)


class ErasureBlocked(Exception):
    """Something forbids erasing; `blockers` say what and where to settle it."""

    def __init__(self, blockers: list[Blocker]) -> None:
        super().__init__(_("Cette personne ne peut pas être effacée pour l’instant."))
        self.blockers = blockers


def blockers_of(user: Any, person: Person) -> list[Blocker]:
    """What forbids erasing `person`: the law, an open account, something under way."""
    found = [
        Blocker(
            _("La règle « %(rule)s » oblige à garder ces données jusqu’au %(day)s.")
            % {"rule": rule.name, "day": f"{end:%d/%m/%Y}"}
        )
        for rule, end in obligations_of(person)
    ]
    for part in ordered():
        found += part.blocks(user, person)
    return found


def do_erase(
    *,
    actor: Any,
    person: Person,
    ground: str = Erasure.Ground.REQUEST.value,
    asked_on: date | None = None,
    rule: RetentionRule | None = None,
) -> Erasure:
    """Raises ErasureBlocked, PermissionDenied. The person's number stays, with what serves statistics."""
    people = record_types.get("people")
    with writing(actor, origin=_("effacement")) as work:
        current: Any = lock(people, person.pk)
        require(actor, "delete", "privacy", current, people.guard)
        blockers = blockers_of(actor, current)
        if blockers:
            raise ErasureBlocked(blockers)
        erasing = Erasing(actor, current, work)
        counts = {part.name: part.erase(erasing) for part in ordered() if part.erase is not None}
        proof = Erasure.objects.create(
            number=current.pk, by=actor, ground=ground, asked_on=asked_on, rule=rule,
            counts={name: count for name, count in counts.items() if count},
        )  # fmt: skip
        work.created(proof)
        events.publish("privacy.erased", id=current.pk, actor=actor)
        events.publish("records.changed", type="people", id=current.pk, actor=actor)
        transaction.on_commit(lambda: _after(erasing))
    return proof


def _after(erasing: Erasing) -> None:
    """Files and words go last: a transaction that fails must find them again."""
    forget_words(erasing.words)
    for stored in erasing.files:
        try:
            stored.storage.delete(stored.name)
        except OSError:
            logger.exception("a file of an erased person could not be removed")
