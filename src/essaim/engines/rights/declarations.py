"""What engines and modules declare to rights: resources, presets of roles, guarded models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
class Guard:
    """How reach is read on a model: ORM paths from the record to what each reach looks at.

    `network`: path to accounts.Network; `territory`: to accounts.Territory; `group`: to
    accounts.Group; `assigned` and `mine`: to accounts.User. A reach whose path is empty opens
    nothing on this model. `model` is "app_label.modelname"; `where`: the constant conditions that
    tell this type of record from others on the same model.
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
