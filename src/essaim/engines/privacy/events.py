"""Events of privacy, after commit."""

from django.utils.translation import gettext_lazy as _

from essaim.engines.journal.api import declare_kinds
from essaim.kit import events

events.declare("privacy.erased", "id", "actor")
events.declare("privacy.reported", "id", "count")

declare_kinds(
    handed_over=_("données remises à la personne"),
    purge_confirmed=_("purge confirmée"),
    purge_dropped=_("purge écartée"),
    purge_excluded=_("gardée malgré la règle"),
)
