"""The Django AppConfig shared by engines and modules."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig

from .registry import Registry

DECLARING_FILES = (
    "rights",
    "records",
    "navigation",
    "panels",
    "events",
    "indicators",
    "search",
    "home",
    "agenda",
    "checks",
    "periodic",
    "demo",
    "links",
    "sandboxes",
    "notices",
    "privacy",
    "boards",
)


class ModuleConfig(AppConfig):
    """An engine or a module: a label, its place in the menu, the prefix of its addresses.

    At start-up it imports those of its declaring files that exist; each declares to the
    registries of the kit or of an engine. `url_prefix` is put before the module's `urls.py`
    (an empty one keeps the addresses as they are written there).
    """

    default_auto_field = "django.db.models.BigAutoField"
    order = 100
    url_prefix = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """`apps.py` also holds this imported class: Django must be told which of the two is meant."""
        super().__init_subclass__(**kwargs)
        cls.default = True  # type: ignore[attr-defined]

    def ready(self) -> None:
        Registry.declaring = self.label
        for name in DECLARING_FILES:
            path = f"{self.name}.{name}"
            if find_spec(path) is not None:
                import_module(path)

    @property
    def is_module(self) -> bool:
        return self.name.startswith("essaim.modules.")
