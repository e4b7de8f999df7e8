"""The only place that decides who may do what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import group_ids, network_ids, territory_ids
from essaim.kit.access import ACTIONS

from .declarations import Guard, guard_of, guards, resources
from .models import FLAGS, Grant, Reach, Role, opened


class Refused(PermissionDenied):
    """A right is missing. The page of the refusal says which, and links to the explanation."""

    def __init__(self, action: str, resource: str, obj: models.Model | None = None) -> None:
        super().__init__(refusal(action, resource))
        self.action = action
        self.resource = resource
        self.why_url = why_url(action, resource, obj)


class Rights:
    """What one user may do: for each (action, resource), the reaches opened."""

    def __init__(self, grants: Iterable[Grant] = (), administrator: bool = False) -> None:
        self.administrator = administrator
        self._reaches: dict[tuple[str, str], set[str]] = {}
        for grant in grants:
            self.add(grant.resource, grant.reach, grant.actions())

    def add(self, resource: str, reach: str, actions: Iterable[str]) -> None:
        for action in actions:
            self._reaches.setdefault((action, resource), set()).add(reach)

    def reaches(self, action: str, resource: str) -> frozenset[str]:
        if self.administrator:
            return frozenset({Reach.ALL.value})
        return frozenset(self._reaches.get((action, resource), ()))

    def fingerprint(self) -> int:
        """Equal for two users whose matrix cells are the same (not their networks)."""
        return hash(
            (self.administrator, tuple(sorted((k, tuple(sorted(v))) for k, v in self._reaches.items())))
        )


def rights_of(user: Any) -> Rights:
    """The user's rights, loaded in one query, once for the life of the user object (a request)."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return Rights()
    known = user.__dict__.get("_rights")
    if known is None:
        known = user.__dict__["_rights"] = _load(roles_of(user))
    return known


def roles_of(user: Any) -> models.QuerySet[Role]:
    """The roles that count for the user now: `voir en tant que` may put others in their place."""
    instead = user.__dict__.get("_roles_instead")
    return Role.objects.filter(holders__user=user) if instead is None else Role.objects.filter(pk__in=instead)


def _load(roles: models.QuerySet[Role]) -> Rights:
    rights = Rights()
    columns = (
        "is_administrator",
        "grants__resource",
        "grants__reach",
        *(f"grants__{flag}" for flag in FLAGS),
    )
    for administrator, resource, reach, *flags in roles.order_by().values_list(*columns):
        rights.administrator = rights.administrator or administrator
        if resource is not None:
            rights.add(resource, reach, opened(flags))
    return rights


def forget(user: Any) -> None:
    """Read the user's rights anew at the next question (tests, and after a role is given)."""
    for name in ("_rights", "_membership_cache"):
        user.__dict__.pop(name, None)


def can(
    user: Any, action: str, resource: str, obj: models.Model | None = None, guard: Guard | None = None
) -> bool:
    """May `user` do `action` on `resource`: anywhere (no `obj`), or on this very object?

    `resource` must be declared and `action` known: a misspelt name raises instead of refusing.
    """
    if action not in ACTIONS:
        raise ValueError(f"unknown action {action!r}")
    resources.get(resource)
    reaches = rights_of(user).reaches(action, resource)
    if obj is None or not reaches or Reach.ALL in reaches:
        return bool(reaches)
    queryset = type(obj)._base_manager.filter(pk=obj.pk)
    guard = guard or guard_for(obj, resource)
    return within_reach(user, queryset, action, guard, resource).exists()


def require(
    user: Any, action: str, resource: str, obj: models.Model | None = None, guard: Guard | None = None
) -> None:
    """As `can`, raising `PermissionDenied` with a sentence for the reader."""
    if not can(user, action, resource, obj, guard):
        raise Refused(action, resource, obj)


def refusal(action: str, resource: str) -> str:
    """The sentence of a refusal: which right is missing."""
    verbs = {
        "view": _("voir"),
        "create": _("créer"),
        "change": _("modifier"),
        "delete": _("supprimer"),
    }
    return _("Votre profil ne permet pas de %(verb)s : %(what)s.") % {
        "verb": verbs[action],
        "what": resources.get(resource).label,
    }


def why_url(action: str, resource: str, obj: models.Model | None = None) -> str:
    """The address of `Pourquoi ?` for a right, and for an object if one is given."""
    asked = {"action": action, "resource": resource}
    if obj is not None and obj.pk is not None:
        asked |= {"type": obj._meta.label_lower, "id": str(obj.pk)}
    return f"{reverse('rights:why')}?{urlencode(asked)}"


def visible(user: Any, queryset: models.QuerySet, guard: Guard | None = None) -> models.QuerySet:
    """The part of `queryset` that `user` may see."""
    return within_reach(user, queryset, "view", guard or guard_of(queryset.model))


def within_reach(
    user: Any, queryset: models.QuerySet, action: str, guard: Guard | None = None, resource: str = ""
) -> models.QuerySet:
    """The part of `queryset` on which `user` may do `action`.

    `resource` asks about another resource than the guard's own (a field's further right); the
    guard then says only how reach is read.
    """
    guard = guard or guard_of(queryset.model)
    reaches = rights_of(user).reaches(action, resource or guard.resource)
    if Reach.ALL in reaches:
        return queryset
    condition = models.Q(pk__in=[])
    for reach in reaches:
        condition |= reach_condition(user, queryset.model, guard, reach, action)
    return queryset.filter(condition)


def reach_condition(
    user: Any, model: type[models.Model], guard: Guard, reach: str, action: str = "view"
) -> models.Q:
    """The filter a reach stands for on `model`; never true where the guard has no path for it."""
    if action == "view" and guard.audience is not None:
        told = guard.audience.condition(user, reach)
        if told is not None:
            return told
    targets = _targets(user, reach)
    condition = models.Q(pk__in=[])
    for path in guard.paths(reach):
        if _multiplies(model, path):
            condition |= models.Q(models.Exists(_related_rows(model, path, targets)))
        else:
            condition |= models.Q(**{f"{path}__in": targets})
    return condition


def _related_rows(model: type[models.Model], path: str, targets: list[int]) -> models.QuerySet:
    """What to look for beside each row: a list read in order stops at its last line, where a list of
    all the keys reached would be made first.
    """
    field: Any = model._meta.get_field(path.split("__")[0])
    if "__" not in path and field.many_to_many and field.concrete:
        rows = field.remote_field.through._base_manager
        here, there = field.m2m_field_name(), field.m2m_reverse_field_name()
        return rows.filter(**{here: models.OuterRef("pk"), f"{there}__in": targets})
    return model._base_manager.filter(pk=models.OuterRef("pk"), **{f"{path}__in": targets})


def _targets(user: Any, reach: str) -> list[int]:
    if reach == Reach.NETWORK:
        return sorted(network_ids(user))
    if reach == Reach.TERRITORY:
        return sorted(territory_ids(user))
    if reach == Reach.GROUP:
        return sorted(group_ids(user))
    return [user.pk]


def _multiplies(model: type[models.Model], path: str) -> bool:
    """Does following `path` pass through a to-many relation?"""
    for name in path.split("__"):
        field = model._meta.get_field(name)
        if field.one_to_many or field.many_to_many:
            return True
        model = field.related_model or model  # type: ignore[assignment]
    return False


def guard_for(obj: models.Model, resource: str) -> Guard:
    """The guard through which `resource` reaches this object, among those on its model."""
    meta: Any = obj._meta.concrete_model._meta  # type: ignore[union-attr]
    mine = [
        guard
        for guard in guards
        if guard.model == meta.label_lower
        and all(getattr(obj, name, None) == value for name, value in guard.where)
    ]
    exact = [guard for guard in mine if guard.resource == resource]
    found = exact or mine
    return found[0] if found else guard_of(type(obj))
