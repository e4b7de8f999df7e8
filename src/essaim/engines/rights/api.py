"""What other engines and modules may use of rights."""

from __future__ import annotations

from .actions.roles import do_give_roles, do_make_preset_roles, do_set_roles
from .audience import Seer, who_can_see
from .decisions import (
    Refused,
    Rights,
    can,
    forget,
    refusal,
    require,
    rights_of,
    visible,
    why_url,
    within_reach,
)
from .declarations import (
    Audience,
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
from .explanations import Explanation, Reason, explain
from .managers import GuardedManager, GuardedQuerySet
from .models import Grant, Reach, Role, RoleHolder
from .presets import load_preset, load_table
from .reachable import find_visible

__all__ = [
    "Audience",
    "Explanation",
    "Grant",
    "Guard",
    "GuardedManager",
    "GuardedQuerySet",
    "Preset",
    "Reach",
    "Reason",
    "Refused",
    "Resource",
    "Rights",
    "Role",
    "RoleHolder",
    "RolePreset",
    "Seer",
    "can",
    "do_give_roles",
    "do_make_preset_roles",
    "do_set_roles",
    "explain",
    "find_visible",
    "forget",
    "guard_of",
    "guards",
    "load_preset",
    "load_table",
    "presets",
    "refusal",
    "require",
    "resources",
    "rights_of",
    "role_presets",
    "visible",
    "who_can_see",
    "why_url",
    "within_reach",
]
