from django.apps import AppConfig

from essaim.kit.registry import Registry


class EssaimConfig(AppConfig):
    """Last of the installed apps: once it is ready, nothing more may be declared."""

    name = "essaim.config"
    label = "config"

    def ready(self) -> None:
        Registry.freeze_all()
