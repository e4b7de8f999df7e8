"""Events of the directory, after commit."""

from django.utils.translation import gettext_lazy as _

from essaim.engines.journal.api import declare_kinds
from essaim.kit import events

events.declare(
    "directory.consent_recorded",
    "type",
    "id",
    "channel",
    "purpose",
    "given",
    label=_("Accord pour être contacté, donné ou refusé"),
)

declare_kinds(
    part_added=_("ajout"),
    part_changed=_("précision"),
    part_ended=_("fin"),
    part_removed=_("retrait"),
)
