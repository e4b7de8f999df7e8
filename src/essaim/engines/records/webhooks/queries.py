"""Reads of webhooks, for the administrators' pages."""

from __future__ import annotations

from django.db.models import Count, Max, Q, QuerySet

from essaim.engines.records.models import Webhook, WebhookDelivery


def webhooks() -> QuerySet[Webhook]:
    waiting = Count("deliveries", filter=Q(deliveries__state=WebhookDelivery.State.WAITING))
    return Webhook.objects.select_related("owner").annotate(
        waiting=waiting, latest=Max("deliveries__created_at")
    )


def by_key(pk: int) -> Webhook | None:
    return Webhook.objects.select_related("owner").filter(pk=pk).first()


def deliveries(webhook: Webhook, state: str = "") -> QuerySet[WebhookDelivery]:
    found = WebhookDelivery.objects.filter(webhook=webhook)
    return found.filter(state=state) if state in WebhookDelivery.State.values else found


def delivery(webhook: Webhook, pk: int) -> WebhookDelivery | None:
    return WebhookDelivery.objects.select_related("webhook").filter(webhook=webhook, pk=pk).first()
