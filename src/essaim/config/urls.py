"""Addresses: each engine and module under its own prefix."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import include, path

from essaim.kit.modules import ModuleConfig


def module_urls() -> list:
    """The `urls.py` of every installed engine and module, lowest prefixes last."""
    configs = [
        config
        for config in apps.get_app_configs()
        if isinstance(config, ModuleConfig) and find_spec(f"{config.name}.urls")
    ]
    configs.sort(key=lambda config: config.url_prefix == "")
    return [path(config.url_prefix, include(f"{config.name}.urls")) for config in configs]


urlpatterns = [
    path("", include("essaim.config.shell.urls")),
    *module_urls(),
]

handler403 = "essaim.config.shell.errors.forbidden"
handler404 = "essaim.config.shell.errors.not_found"
handler500 = "essaim.config.shell.errors.server_error"
handler429 = "essaim.engines.accounts.pages.too_many.too_many_requests"
