"""What other engines and modules may use of rights."""

from __future__ import annotations

from .decisions import (
    Rights,
    can,
    forget,
    refusal,
    require,
    rights_of,
    visible,
    within_reach,
)
from .declarations import (
    Guard,
    Preset,
    Resource,
    RolePreset,
    guard_of,
    guards,
    presets,
    resources,
    role_presets,
)
from .managers import GuardedManager, GuardedQuerySet
from .models import Grant, Reach, Role, RoleHolder

__all__ = [
    "Grant",
    "Guard",
    "GuardedManager",
    "GuardedQuerySet",
    "Preset",
    "Reach",
    "Resource",
    "Rights",
    "Role",
    "RoleHolder",
    "RolePreset",
    "can",
    "forget",
    "guard_of",
    "guards",
    "presets",
    "refusal",
    "require",
    "resources",
    "rights_of",
    "role_presets",
    "visible",
    "within_reach",
]
