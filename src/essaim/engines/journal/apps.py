from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class JournalConfig(ModuleConfig):
    name = "essaim.engines.journal"
    label = "journal"
    verbose_name = _("Journal")
    url_prefix = "journal/"

    def ready(self) -> None:
        from essaim.kit.writing import set_sink

        from . import kinds  # noqa: F401
        from .keeping import keep

        set_sink(keep)
        super().ready()
