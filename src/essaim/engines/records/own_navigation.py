"""Custom fields, webhooks, the API and its tokens in the menu and the palette."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from essaim.kit.navigation import NavEntry, PaletteCommand, commands, entries

ADMINISTRATION: dict[str, Any] = {
    "group": _("Administration"),
    "group_order": 900,
    "right": ("view", "access"),
}

entries.declare(
    NavEntry(
        "records.custom_fields",
        _("Champs personnalisés"),
        "records:custom_types",
        "forms",
        order=60,
        **ADMINISTRATION,
    ),
    NavEntry("records.webhooks", _("Webhooks"), "records:webhooks", "webhook", order=70, **ADMINISTRATION),
)
commands.declare(
    PaletteCommand(
        "records.api", _("API : documentation"), "records:api_docs", "api", keywords="rest openapi json"
    ),
    PaletteCommand(
        "records.tokens", _("Mes jetons d’accès"), "records:tokens", "key", keywords="api clé token"
    ),
)
