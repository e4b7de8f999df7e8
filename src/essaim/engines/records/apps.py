from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class RecordsConfig(ModuleConfig):
    name = "essaim.engines.records"
    label = "records"
    verbose_name = _("Fiches")

    def ready(self) -> None:
        super().ready()
        from .custom_fields import source
        from .webhooks import events  # noqa: F401  listens once everything is declared

        source.install()
