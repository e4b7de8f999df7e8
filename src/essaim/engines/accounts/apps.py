from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class AccountsConfig(ModuleConfig):
    name = "essaim.engines.accounts"
    label = "accounts"
    verbose_name = _("Comptes")
