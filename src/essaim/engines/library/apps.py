from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class LibraryConfig(ModuleConfig):
    name = "essaim.engines.library"
    label = "library"
    verbose_name = _("Bibliothèque")
    url_prefix = "bibliotheque/"
