from django.utils.translation import gettext_lazy as _

from essaim.kit.modules import ModuleConfig


class NotificationsConfig(ModuleConfig):
    name = "essaim.engines.notifications"
    label = "notifications"
    verbose_name = _("Notifications")
    url_prefix = "notifications/"
