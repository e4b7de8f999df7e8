"""Resources of campaigns."""

from django.utils.translation import gettext_lazy as _

from essaim.engines.rights.api import Resource, resources

OBJECTIVE = _("Messages")

resources.declare(
    Resource("campaigns", _("Campagnes et messages automatiques"), OBJECTIVE, 60),
    Resource("message-templates", _("Modèles et sujets de message"), OBJECTIVE, 61),
    Resource("newsletters", _("Lettres d’information"), OBJECTIVE, 62),
)
