from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class DirectoryConfig(ModuleConfig):
    name = "essaim.engines.directory"
    label = "directory"
    verbose_name = _("Annuaire")
    url_prefix = "annuaire/"
