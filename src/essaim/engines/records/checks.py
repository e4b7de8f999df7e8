"""What `essaim check` says of webhooks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.kit.checks import Finding, OperatorCheck, operator_checks


def look_at_webhooks() -> Iterator[Finding]:
    from .models import Webhook, WebhookDelivery

    for webhook in Webhook.objects.filter(disabled_at__isnull=False):
        yield Finding(
            "warning",
            _("Le webhook « %s » s’est arrêté après des échecs répétés.") % webhook.name,
            _("Vérifiez son adresse, puis remettez-le en service dans Administration → Webhooks."),
        )
    late = WebhookDelivery.objects.filter(
        state=WebhookDelivery.State.WAITING,
        next_at__lt=timezone.now() - timedelta(hours=1),
        webhook__is_active=True,
    )
    if count := late.count():
        yield Finding(
            "warning",
            _("%d messages de webhooks attendent depuis plus d’une heure.") % count,
            _("Vérifiez que `essaim worker` tourne."),
        )


operator_checks.declare(OperatorCheck("records.webhooks", gettext_lazy("Webhooks"), look_at_webhooks))
