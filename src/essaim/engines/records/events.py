"""Events of records, after commit."""

from django.utils.translation import gettext_lazy as _

from essaim.engines.journal.api import declare_kinds
from essaim.kit import events

for _name in ("records.created", "records.changed", "records.deleted"):
    events.declare(_name, "type", "id", "actor")

declare_kinds(
    revoked=_("a été révoqué"),
    retired=_("a été retiré"),
    brought_back=_("a été remis"),
    secret_renewed=_("a changé de secret"),
    sent_by_hand=_("a été envoyé à la main"),
    stopped=_("a été mis hors service"),
)
