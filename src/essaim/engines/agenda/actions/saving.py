"""What follows the writing of an event, by form, import, API or drag: dates, participants, clashes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from essaim.engines.accounts.api import Territory, User, network_ids
from essaim.engines.agenda.clashes import resource_refusal
from essaim.engines.agenda.expanding import rebuild
from essaim.engines.agenda.models import Event, Participation
from essaim.engines.agenda.recurrence import snap
from essaim.engines.rights.api import rights_of
from essaim.kit import events

MOST_ASKED = 500


def defaults(actor: Any) -> dict[str, Any]:
    """Who may create only within their network puts there what they create."""
    if actor is None:
        return {}
    if may_keep_private(actor):
        return {"owner": actor.pk}
    return {"owner": actor.pk, "networks": sorted(network_ids(actor))}


def may_keep_private(actor: Any) -> bool:
    """May they create an event that no network sees?"""
    return not rights_of(actor).reaches("create", "events") <= {"network", "territory", "group"}


def resource_defaults(actor: Any) -> dict[str, Any]:
    return {"networks": sorted(network_ids(actor))} if actor is not None else {}


def after_saved(*, obj: Event, actor: Any, work: Any, values: dict[str, Any]) -> None:
    snap(obj)
    rebuild(obj)
    refusal = resource_refusal(obj)
    if refusal:
        raise ValidationError({"resources": refusal})
    sync_participants(obj, actor)


def sync_participants(event: Event, actor: Any) -> None:
    """One row for each person asked, by name or through what is invited. Answers given stay."""
    wanted = asked(event)
    rows = event.participations.filter(user__isnull=False)
    known = set(rows.values_list("user", flat=True))
    rows.exclude(user__in=wanted).delete()
    added = sorted(wanted - known)
    Participation.objects.bulk_create(Participation(event=event, user_id=key) for key in added)
    for key in added:
        events.publish("agenda.invited", id=event.pk, user=key, actor=actor)


def asked(event: Event) -> set[int]:
    found = set(event.guests.values_list("pk", flat=True))
    active = User.objects.filter(is_active=True)
    places = Territory.objects.filter(pk__in=event.invited_territories.values("pk"))
    for members in (
        active.filter(groups__in=event.invited_groups.all()),
        active.filter(networks__in=event.invited_networks.all()),
        active.filter(territories__in=places.with_descendants()) if places.exists() else active.none(),
    ):
        found |= set(members.values_list("pk", flat=True)[: MOST_ASKED + 1])
    found.discard(event.owner_id or 0)
    if len(found) > MOST_ASKED:
        from django.utils.translation import gettext as _

        raise ValidationError(
            {
                "invited_networks": _("Plus de %(n)s personnes : invitez des groupes plus petits.")
                % {"n": MOST_ASKED}
            }
        )
    return found
