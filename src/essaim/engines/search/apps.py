from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class SearchConfig(ModuleConfig):
    name = "essaim.engines.search"
    label = "search"
    verbose_name = _("Recherche")
    url_prefix = "recherche/"

    def ready(self) -> None:
        super().ready()
        from . import backends, indexing

        backends.install()
        indexing.install()
