from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class DealershipConfig(ModuleConfig):
    name = "essaim.modules.dealership"
    label = "dealership"
    verbose_name = _("Concession automobile")
    order = 50
    url_prefix = "concession/"
