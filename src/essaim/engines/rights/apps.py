from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class RightsConfig(ModuleConfig):
    name = "essaim.engines.rights"
    label = "rights"
    verbose_name = _("Droits")
    url_prefix = "droits/"
