from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class TrainingConfig(ModuleConfig):
    name = "essaim.modules.training"
    label = "training"
    verbose_name = _("Centre de formation")
    order = 10
    url_prefix = "formation/"
