from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.kit.navigation import NavEntry, PaletteCommand, commands, entries


def networks_url() -> str:
    return reverse("accounts:places", args=["networks"])


def administration(name: str, label: Any, url: Any, icon: str, order: int, action: str = "view") -> NavEntry:
    return NavEntry(
        name, label, url, icon, _("Administration"), group_order=900, order=order, right=(action, "access")
    )


entries.declare(
    administration("accounts.users", _("Utilisateurs"), "accounts:users", "users", 10),
    administration("accounts.structure", _("Réseaux et territoires"), networks_url, "affiliate", 15),
    administration("accounts.charters", _("Chartes"), "accounts:charters", "file-certificate", 40),
    administration("accounts.appearance", _("Apparence"), "accounts:appearance", "palette", 50, "change"),
)
commands.declare(
    PaletteCommand(
        "accounts.invite", _("Inviter des personnes"), "accounts:new_invitation", "user-plus",
        keywords="utilisateur compte inviter courriel", right=("create", "access"),
    ),
    PaletteCommand("accounts.profile", _("Mon profil"), "accounts:profile", "user-circle", keywords="nom langue"),
    PaletteCommand(
        "accounts.security", _("Connexion et sécurité"), "accounts:security", "shield-lock",
        keywords="mot de passe clé double vérification",
    ),
    PaletteCommand(
        "accounts.sessions", _("Mes appareils connectés"), "accounts:sessions", "device-mobile", keywords="session"
    ),
)  # fmt: skip
