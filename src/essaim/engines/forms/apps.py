from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class FormsConfig(ModuleConfig):
    name = "essaim.engines.forms"
    label = "forms"
    verbose_name = _("Formulaires")
    url_prefix = "f/"
