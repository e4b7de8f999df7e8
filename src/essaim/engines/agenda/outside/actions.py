"""Following an agenda kept elsewhere, and reading it again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.agenda.models import OutsideCalendar, OutsideDate
from essaim.engines.rights.api import require
from essaim.kit import events
from essaim.kit.outward import Forbidden
from essaim.kit.writing import writing

from .expanding import dates_of
from .fetching import Unreadable, clean_address, fetch

MOST_EACH = 20


def do_follow(*, actor: Any, name: str, url: str, networks: Iterable[Any] = ()) -> OutsideCalendar:
    """Raises ValidationError for an address that cannot be one. It is read at once, apart from the request."""
    require(actor, "view", "events")
    networks = list(networks)
    own = set(actor.networks.values_list("pk", flat=True))
    if any(network.pk not in own for network in networks):
        raise ValidationError({"networks": _("Partagez avec vos propres réseaux.")})
    if networks:
        require(actor, "create", "events")
    if OutsideCalendar.objects.filter(owner=actor).count() >= MOST_EACH:
        raise ValidationError(_("Vous suivez déjà %(n)s agendas : retirez-en un.") % {"n": MOST_EACH})
    try:
        url = clean_address(url)
    except Forbidden as error:
        raise ValidationError({"url": str(error)}) from None
    with writing(actor) as work:
        made = OutsideCalendar.objects.create(name=name, url=url, owner=actor)
        made.networks.set(networks)
        work.created(made)
        events.publish("agenda.followed", id=made.pk)
    return made


def do_unfollow(*, actor: Any, calendar: OutsideCalendar) -> None:
    assert calendar.owner_id == actor.pk
    with writing(actor) as work:
        work.deleted(calendar)
        calendar.delete()


def read_again(calendar: OutsideCalendar) -> None:
    """Replaces its dates. When it cannot be read the dates known stay, and `error` says why."""
    now = timezone.now()
    calendar.tried_at = now
    try:
        found = fetch(calendar.url, calendar.tag if calendar.read_at else "")
        dates = None if found.body is None else dates_of(calendar, found.body, now)
    except (Forbidden, Unreadable) as error:
        calendar.error, calendar.failures = str(error)[:300], min(calendar.failures + 1, 30_000)
        _keep(calendar)
        return
    calendar.error, calendar.failures, calendar.read_at, calendar.tag = "", 0, now, found.tag
    with transaction.atomic():
        if not _keep(calendar) or dates is None:
            return
        calendar.dates.all().delete()
        OutsideDate.objects.bulk_create(dates, batch_size=500)


def _keep(calendar: OutsideCalendar) -> bool:
    """False when it was taken away in the meantime."""
    rows = OutsideCalendar.objects.filter(pk=calendar.pk)
    return bool(
        rows.update(
            tried_at=calendar.tried_at,
            read_at=calendar.read_at,
            error=calendar.error,
            failures=calendar.failures,
            tag=calendar.tag,
        )
    )
