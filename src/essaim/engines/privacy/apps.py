from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class PrivacyConfig(ModuleConfig):
    name = "essaim.engines.privacy"
    label = "privacy"
    verbose_name = _("Protection des données")
    url_prefix = "donnees-personnelles/"
