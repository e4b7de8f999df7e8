from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class ExchangeConfig(ModuleConfig):
    name = "essaim.engines.exchange"
    label = "exchange"
    verbose_name = _("Imports et exports")
    url_prefix = "fichiers/"
