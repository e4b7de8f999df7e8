from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class CampaignsConfig(ModuleConfig):
    name = "essaim.engines.campaigns"
    label = "campaigns"
    verbose_name = _("Campagnes")
    url_prefix = "messages/"
