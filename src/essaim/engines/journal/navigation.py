from django.utils.translation import gettext_lazy as _

from essaim.kit.navigation import NavEntry, entries

entries.declare(
    NavEntry(
        "journal", _("Journal"), "journal:journal", "history",
        group=_("Administration"), group_order=900, order=40, right=("view", "journal"),
    ),
)  # fmt: skip
