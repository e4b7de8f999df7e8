"""What other engines may use of accounts."""

from __future__ import annotations

from .actions.charter import accept_charters, publish_charter, save_draft
from .actions.users import create_first_administrator
from .branding import Branding, Look, branding_for, look_of
from .charters import charter_awaits
from .models import Group, Network, Territory, User
from .providers import RoleChoice, RoleProvider, role_providers
from .queries import group_ids, network_ids, territory_ids

__all__ = [
    "Branding",
    "Group",
    "Look",
    "Network",
    "RoleChoice",
    "RoleProvider",
    "Territory",
    "User",
    "accept_charters",
    "branding_for",
    "charter_awaits",
    "create_first_administrator",
    "group_ids",
    "look_of",
    "network_ids",
    "publish_charter",
    "role_providers",
    "save_draft",
    "territory_ids",
]
