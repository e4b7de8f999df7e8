"""What the agenda tells people: an invitation, an answer. The invitation's own mail brings the .ics."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.accounts.api import User
from essaim.engines.notifications.api import Notice, NotificationKind, Rhythm, kinds, notify
from essaim.engines.records.api import record_types, titles
from essaim.engines.rights.api import can
from essaim.kit import events

from .models import Event, Participation

GROUP = gettext_lazy("Agenda")


def _invited(notice: Notice) -> str:
    if not notice.actor:
        return _("Vous êtes invité(e) à « %s »") % notice.title
    return _("%(actor)s vous invite à « %(title)s »") % {"actor": notice.actor, "title": notice.title}


def _answered(notice: Notice) -> str:
    answers = {
        Participation.Answer.YES.value: _("%(actor)s vient à « %(title)s »"),
        Participation.Answer.MAYBE.value: _("%(actor)s viendra peut-être à « %(title)s »"),
        Participation.Answer.NO.value: _("%(actor)s ne vient pas à « %(title)s »"),
    }
    said = answers.get(notice.data.get("answer", ""), _("%(actor)s a répondu pour « %(title)s »"))
    who = notice.actor or notice.data.get("name") or _("Quelqu’un")
    return said % {"actor": who, "title": notice.title}


def sees_events(user: Any) -> bool:
    return can(user, "view", "events")


kinds.declare(
    NotificationKind(
        "agenda.invited", gettext_lazy("Je suis invité(e) à un événement"), GROUP, _invited, "events",
        "calendar-event", mailed=False, order=40, available=sees_events,
    ),
    NotificationKind(
        "agenda.answered", gettext_lazy("Quelqu’un répond à mon invitation"), GROUP, _answered, "events",
        "calendar-check", Rhythm.DAILY.value, order=41, available=sees_events,
    ),
)  # fmt: skip


@events.subscribe("agenda.invited")
def _tell_invited(*, id: int, user: int, actor: Any) -> None:
    notify("agenda.invited", [user], object_id=id, actor=actor)


@events.subscribe("agenda.answered")
def _tell_answered(*, id: int, user: int | None, person: int | None, answer: str) -> None:
    """Somebody of the directory is named to an organiser who may see them."""
    owner = User.objects.filter(pk__in=Event.objects.filter(pk=id).values("owner")).first()
    if owner is None:
        return
    named = titles(owner, record_types.get("people"), [person]) if person else {}
    notify(
        "agenda.answered",
        [owner.pk],
        object_id=id,
        actor=User.objects.filter(pk=user).first() if user else None,
        data={"answer": answer, "name": named.get(person or 0, "")},
    )
