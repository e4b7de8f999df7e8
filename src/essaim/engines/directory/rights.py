"""Resources of the directory."""

from django.utils.translation import gettext_lazy as _

from essaim.engines.rights.api import Resource, resources

OBJECTIVE = _("Annuaire")

resources.declare(
    Resource("people", _("Personnes"), OBJECTIVE, 20),
    Resource("organisations", _("Organismes"), OBJECTIVE, 21),
    Resource("consents", _("Consentements"), OBJECTIVE, 22),
)
