from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class AgendaConfig(ModuleConfig):
    name = "essaim.engines.agenda"
    label = "agenda"
    verbose_name = _("Agenda")
    url_prefix = "agenda/"
