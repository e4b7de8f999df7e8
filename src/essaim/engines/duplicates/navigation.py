from django.utils.translation import gettext_lazy as _

from essaim.kit.navigation import NavEntry, entries

entries.declare(
    NavEntry(
        "duplicates", _("Doublons"), "duplicates:queue", "copy",
        group=_("Annuaire"), group_order=10, order=90, right=("view", "duplicates"),
    ),
)  # fmt: skip
