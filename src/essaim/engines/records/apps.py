from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class RecordsConfig(ModuleConfig):
    name = "essaim.engines.records"
    label = "records"
    verbose_name = _("Fiches")
