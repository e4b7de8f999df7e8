"""Networks, territories and groups."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from essaim.kit.events import publish
from essaim.kit.writing import snapshot, writing

from ..models import Group, Network, Territory, User
from ..queries import hanging_on
from .charter import renew_stamp_if_networks_matter

Place = TypeVar("Place", Network, Territory, Group)


def save_place(*, actor: User | None, obj: Place, values: dict[str, Any]) -> Place:
    """Creates or changes a network, a territory or a group, `obj` being new or stored."""
    with writing(actor) as work:
        before = snapshot(type(obj)._default_manager.get(pk=obj.pk)) if obj.pk else None
        for name, value in values.items():
            setattr(obj, name, value)
        if isinstance(obj, Territory):
            _check_tree(obj)
        obj.save()
        if before is None:
            work.created(obj)
            return obj
        work.changed(obj, before)
        if isinstance(obj, Territory) and before["path"] != obj.path:
            _move_inside(obj, str(before["path"]))
    return obj


def _check_tree(territory: Territory) -> None:
    if territory.pk and territory.parent and territory.parent.path.startswith(territory.path):
        raise ValidationError({"parent": _("Un territoire ne peut pas se trouver dans lui-même.")})


def _move_inside(territory: Territory, former: str) -> None:
    """What lies inside follows: paths start with the new one."""
    for inside in Territory.objects.filter(path__startswith=former).exclude(pk=territory.pk).order_by("path"):
        Territory.objects.filter(pk=inside.pk).update(path=territory.path + inside.path[len(former) :])


def delete_place(*, actor: User | None, obj: Network | Territory | Group) -> None:
    """Raises ValidationError, naming what hangs on it, unless nothing does."""
    hanging = hanging_on(obj)
    count = obj.members.count()
    if count:
        hanging.insert(0, (_("membres"), count))
    if hanging:
        what = ", ".join(f"{label} ({number})" for label, number in hanging)
        raise ValidationError(
            _("Impossible de supprimer « %(name)s » : %(what)s.") % {"name": obj, "what": what}
        )
    with writing(actor) as work:
        work.deleted(obj)
        obj.delete()


def set_members(*, actor: User | None, obj: Network | Territory | Group, users: list[User]) -> None:
    with writing(actor) as work:
        before = {user.pk: user for user in obj.members.filter(is_active=True)}
        wanted = {user.pk: user for user in users}
        if before.keys() == wanted.keys():
            return
        obj.members.remove(*(user for pk, user in before.items() if pk not in wanted))
        obj.members.add(*(user for pk, user in wanted.items() if pk not in before))
        names = (sorted(map(str, before.values())), sorted(map(str, wanted.values())))
        work.noted(obj, "changed", {"members": names})
        renew_stamp_if_networks_matter()
        for pk in before.keys() ^ wanted.keys():
            publish("accounts.memberships_changed", user=(wanted.get(pk) or before[pk]), actor=actor)
