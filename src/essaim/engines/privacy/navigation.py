from django.utils.translation import gettext_lazy as _

from essaim.kit.navigation import NavEntry, entries

entries.declare(
    NavEntry(
        "privacy", _("Données personnelles"), "privacy:register", "shield-check", group=_("Administration"),
        group_order=900, order=45, right=("view", "retention"),
    ),
)  # fmt: skip
