"""What the pages shared by all record types say of who may open them."""

from __future__ import annotations

from typing import Any

from essaim.kit.access import requires

from .reading import record_type_or_404


def resource_of(slug: str, **kwargs: Any) -> str:
    return record_type_or_404(slug).resource


may_view = requires("view", resource_of)
may_create = requires("create", resource_of)
may_change = requires("change", resource_of)
may_delete = requires("delete", resource_of)
