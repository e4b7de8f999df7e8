"""What engines and modules declare to rights: resources, presets of roles, guarded models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from essaim.kit.registry import Registry


@dataclass(frozen=True)
class Resource:
    """Something the matrix grants rights on.

    `label` is the "moyen" of the matrix's table, `objective` the heading it stands under.
    """

    code: str
    label: Any
    objective: Any
    order: int = 100


@dataclass(frozen=True)
class RolePreset:
    """A role that a module brings; created at set-up with the grants of its module's preset file."""

    code: str
    label: Any
    description: Any = ""
    order: int = 100
    is_administrator: bool = False


@dataclass(frozen=True)
class Preset:
    """A matrix delivered with a module: `path` is a CSV file in the shape of `rights load`."""

    code: str
    label: Any
    path: str


@dataclass(frozen=True)
class Audience:
    """How records that name their own readers are *seen* through a reach (documents).

    `condition(user, reach)`: the records that reach shows to `user`; `people(obj, reach)`: the users
    whom it brings to `obj`, its exact mirror. Each answers None for a reach read by the guard's paths.
    """

    condition: Callable[[Any, str], Q | None]
    people: Callable[[Any, str], Q | None]


@dataclass(frozen=True)
class Guard:
    """How reach is read on a model: ORM paths from the record to what each reach looks at.

    `network`: path to accounts.Network; `territory`: to accounts.Territory; `group`: to
    accounts.Group; `assigned` and `mine`: to accounts.User. A reach whose path is empty opens
    nothing on this model. `model` is "app_label.modelname"; `where`: the constant conditions that
    tell this type of record from others on the same model. `audience`: where being within a network
    or a place does not say by itself what is seen there.
    """

    name: str
    model: str
    resource: str
    network: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    assigned: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()
    where: tuple[tuple[str, Any], ...] = ()
    order: int = 100
    audience: Audience | None = None

    def paths(self, reach: str) -> tuple[str, ...]:
        return getattr(self, reach)


resources: Registry[Resource] = Registry("resources", Resource, lambda item: item.code)
role_presets: Registry[RolePreset] = Registry("roles", RolePreset, lambda item: item.code)
presets: Registry[Preset] = Registry("rights presets", Preset, lambda item: item.code)
guards: Registry[Guard] = Registry("guarded models", Guard, lambda item: item.name)


def guard_of(model: type) -> Guard:
    """The first guard declared on a model; raises when the model is not guarded."""
    label = model._meta.concrete_model._meta.label_lower  # type: ignore[attr-defined]
    found = _guards_by_model().get(label)
    if found is None:
        raise LookupError(f"{label} is not a guarded model: declare it as a record type or a Guard")
    return found


_by_model: dict[str, Guard] = {}


def _guards_by_model() -> dict[str, Guard]:
    if len(_by_model) == 0 or any(guard.model not in _by_model for guard in guards):
        _by_model.clear()
        for guard in guards:
            _by_model.setdefault(guard.model, guard)
    return _by_model
