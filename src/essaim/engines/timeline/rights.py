"""Resources of the timeline."""

from django.utils.translation import gettext_lazy as _

from essaim.engines.rights.api import Resource, resources

OBJECTIVE = _("Échanges et tâches")

resources.declare(
    Resource("interactions", _("Échanges"), OBJECTIVE, 30),
    Resource("tasks", _("Tâches"), OBJECTIVE, 31),
)
