from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "essaim.kit"
    label = "kit"

    def ready(self) -> None:
        from . import lookups, textindex

        lookups.install()
        textindex.install()
