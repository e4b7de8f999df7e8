"""What campaigns tell the rest of the product, and what they hear."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from essaim.engines.journal.api import declare_kinds
from essaim.kit import events

events.declare("campaigns.finished", "id")
events.declare("campaigns.answered", "id", "person")
events.declare("campaigns.bounced", "id", "person")

declare_kinds(
    campaign_scheduled=_("départ programmé"),
    campaign_started=_("envoi lancé"),
    campaign_paused=_("envoi mis en pause"),
    campaign_resumed=_("envoi repris"),
    campaign_cancelled=_("envoi abandonné"),
    campaign_finished=_("envoi terminé"),
    campaign_posted=_("courriers postés"),
    campaign_tested=_("essai envoyé"),
    segment_frozen=_("destinataires figés"),
    segment_chosen=_("destinataires choisis"),
    unsubscribed=_("désabonnement"),
    subscribed=_("abonnement"),
    address_blocked=_("adresse bloquée"),
    address_unblocked=_("adresse débloquée"),
)


@events.subscribe("directory.consent_recorded")
def _consent_recorded(*, type: str, id: int, channel: str, purpose: str, given: bool) -> None:
    """An agreement to be measured that is withdrawn takes back what was measured of that person."""
    from .openings import forget_openings

    if type == "people" and purpose == "tracking" and not given:
        forget_openings(id)
