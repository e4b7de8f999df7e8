"""What the search for duplicates tells: new pairs wait for somebody's eye."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from essaim.engines.accounts.api import User
from essaim.engines.notifications.api import (
    Found,
    Notice,
    NotificationKind,
    Rhythm,
    Subject,
    kinds,
    notify,
    subjects,
)
from essaim.engines.rights.api import can
from essaim.kit import events

from . import queries
from .adapters import LOADERS
from .models import DuplicatePair

NUMBERS = {name: number for number, name in enumerate(LOADERS, 1)}


def settles(user: Any) -> bool:
    return can(user, "change", "duplicates")


def find_queues(user: Any, keys: set[int]) -> dict[int, Found]:
    """The queues, by the number of their record type, in which `user` has pairs to settle."""
    if not settles(user):
        return {}
    found = {}
    for record_type in queries.types():
        number = NUMBERS[record_type.name]
        if number not in keys:
            continue
        count = queries.pairs_for(user, record_type, DuplicatePair.Status.OPEN).count()
        if count:
            what = ngettext("%(n)s paire à examiner", "%(n)s paires à examiner", count) % {"n": count}
            address = f"{reverse('duplicates:queue')}?fiches={record_type.slug}"
            found[number] = Found(f"{what} ({str(record_type.label_plural).lower()})", address)
    return found


def _to_review(notice: Notice) -> str:
    return _("Doublons possibles : %s") % notice.title


subjects.declare(Subject("duplicates.queue", find_queues))
kinds.declare(
    NotificationKind(
        "duplicates.to_review", gettext_lazy("De nouveaux doublons sont à examiner"), gettext_lazy("Annuaire"),
        _to_review, "duplicates.queue", "copy", Rhythm.WEEKLY.value, order=70, available=settles,
    )
)  # fmt: skip


@events.subscribe("duplicates.scanned")
def _tell(*, type: str, fresh: int, actor: Any) -> None:
    if not fresh:
        return
    grant = Q(
        role_holdings__role__grants__resource="duplicates", role_holdings__role__grants__can_change=True
    )
    holders = User.objects.filter(
        grant | Q(role_holdings__role__is_administrator=True), is_active=True
    ).distinct()
    notify("duplicates.to_review", holders, object_id=NUMBERS[type], actor=actor)
