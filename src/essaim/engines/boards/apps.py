from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class BoardsConfig(ModuleConfig):
    name = "essaim.engines.boards"
    label = "boards"
    verbose_name = _("Tableaux de bord")
    url_prefix = "tableaux/"
