"""Resources of the agenda."""

from django.utils.translation import gettext_lazy as _

from essaim.engines.rights.api import Resource, resources

OBJECTIVE = _("Agenda")

resources.declare(
    Resource("events", _("Événements"), OBJECTIVE, 35),
    Resource("bookables", _("Salles et matériel"), OBJECTIVE, 36),
)
