"""Resources of privacy."""

from django.utils.translation import gettext_lazy as _

from essaim.engines.rights.api import Resource, resources

OBJECTIVE = _("Protection des données")

resources.declare(
    Resource(
        "privacy", _("Droits des personnes : voir, remettre (création), effacer (suppression)"), OBJECTIVE, 80
    ),
    Resource("retention", _("Registre des traitements et durées de conservation"), OBJECTIVE, 81),
)
