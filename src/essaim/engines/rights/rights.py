"""Resources of the platform itself."""

from django.utils.translation import gettext_lazy as _

from .declarations import Resource, RolePreset, resources, role_presets

resources.declare(
    Resource("access", _("Interface de gestion"), _("Accès outils & nouveau profil"), 10),
)
role_presets.declare(
    RolePreset(
        "administrateur",
        _("Administrateur"),
        _("Administre la plateforme : utilisateurs, profils, droits, apparence."),
        1,
        is_administrator=True,
    ),
)
