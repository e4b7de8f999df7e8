"""What privacy tells those who hold retention rules: a report waits for them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
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

from .models import PurgeReport


def confirms(user: Any) -> bool:
    return can(user, "delete", "retention")


def find_reports(user: Any, keys: set[int]) -> dict[int, Found]:
    if not can(user, "view", "retention"):
        return {}
    rows = PurgeReport.objects.filter(pk__in=keys).select_related("rule")
    return {row.pk: Found(row.rule.name, reverse("privacy:report", kwargs={"pk": row.pk})) for row in rows}


def _reported(notice: Notice) -> str:
    count = int(notice.data.get("count", 0))
    text = ngettext(
        "« %(rule)s » : %(n)s fiche arrive au bout de sa durée de conservation",
        "« %(rule)s » : %(n)s fiches arrivent au bout de leur durée de conservation",
        count,
    )
    return text % {"rule": notice.title, "n": count}


subjects.declare(Subject("privacy.report", find_reports))
kinds.declare(
    NotificationKind(
        "privacy.reported", gettext_lazy("Un rapport de purge est à lire"), gettext_lazy("Protection des données"),
        _reported, "privacy.report", "shield-check", Rhythm.NOW.value, order=80, available=confirms,
    )
)  # fmt: skip


@events.subscribe("privacy.reported")
def _tell(*, id: int, count: int) -> None:
    grant = Q(role_holdings__role__grants__resource="retention", role_holdings__role__grants__can_delete=True)
    holders = User.objects.filter(
        grant | Q(role_holdings__role__is_administrator=True), is_active=True
    ).distinct()
    notify("privacy.reported", holders, object_id=id, data={"count": count})
