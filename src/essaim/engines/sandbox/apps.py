from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class SandboxConfig(ModuleConfig):
    name = "essaim.engines.sandbox"
    label = "sandbox"
    verbose_name = _("Bacs à sable")
    order = 90
    url_prefix = "bacs/"

    def ready(self) -> None:
        super().ready()
        from . import closing

        closing.install()
