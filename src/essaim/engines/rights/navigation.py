from typing import Any

from django.utils.translation import gettext_lazy as _

from essaim.kit.navigation import NavEntry, PaletteCommand, commands, entries

ADMINISTRATION: dict[str, Any] = {
    "group": _("Administration"),
    "group_order": 900,
    "right": ("view", "access"),
}

entries.declare(
    NavEntry("rights.roles", _("Profils"), "rights:roles", "users-group", order=20, **ADMINISTRATION),
    NavEntry("rights.matrix", _("Droits"), "rights:matrix", "shield-lock", order=21, **ADMINISTRATION),
)
commands.declare(
    PaletteCommand(
        "rights.view_as", _("Voir en tant que…"), "rights:view_as", "eye",
        keywords="usurper profil droits simuler", right=("change", "access"),
    ),
)  # fmt: skip
