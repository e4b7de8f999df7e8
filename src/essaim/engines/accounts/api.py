"""What other engines may use of accounts."""

from __future__ import annotations

from .actions.users import create_first_administrator
from .branding import Branding, branding_for
from .charters import charter_awaits
from .models import Group, Network, Territory, User
from .providers import RoleChoice, RoleProvider, role_providers
from .queries import group_ids, network_ids, territory_ids

__all__ = [
    "Branding",
    "Group",
    "Network",
    "RoleChoice",
    "RoleProvider",
    "Territory",
    "User",
    "branding_for",
    "charter_awaits",
    "create_first_administrator",
    "group_ids",
    "network_ids",
    "role_providers",
    "territory_ids",
]
