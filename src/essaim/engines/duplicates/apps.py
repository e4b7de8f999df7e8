from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class DuplicatesConfig(ModuleConfig):
    name = "essaim.engines.duplicates"
    label = "duplicates"
    verbose_name = _("Doublons")
    url_prefix = "doublons/"
