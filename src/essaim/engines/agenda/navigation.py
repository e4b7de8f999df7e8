from django.utils.translation import gettext_lazy as _

from essaim.kit.navigation import NavEntry, PaletteCommand, commands, entries

entries.declare(
    NavEntry(
        "agenda", _("Agenda"), "agenda:calendar", "calendar",
        group=_("Suivi"), group_order=20, order=5, right=("view", "events"), shortcut="a",
    ),
)  # fmt: skip

commands.declare(
    PaletteCommand(
        "agenda.feeds", _("Agenda sur mon téléphone"), "agenda:feeds", "calendar",
        keywords="ical ics abonnement calendrier", right=("view", "events"),
    ),
)  # fmt: skip
