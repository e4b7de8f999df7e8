from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class TimelineConfig(ModuleConfig):
    name = "essaim.engines.timeline"
    label = "timeline"
    verbose_name = _("Échanges et tâches")
    url_prefix = "suivi/"
