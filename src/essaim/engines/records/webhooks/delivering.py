"""Sending what waits: written under the owner's rights, tried again later and later, given up at last."""

from __future__ import annotations

import http.client
import json
import time
from datetime import timedelta
from typing import Any

from django.core.mail import send_mail
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.records.declarations import RecordType, record_types
from essaim.engines.records.models import Webhook, WebhookDelivery
from essaim.engines.records.query.compiler import base_queryset
from essaim.engines.rights.api import Reach, can, rights_of
from essaim.kit.writing import writing

from .sending import Answer, Forbidden, send, signature

DELAYS = (30, 120, 600, 1800, 7200, 21600, 43200, 86400)
GIVEN_UP_BEFORE_STOP = 3
LEASE = timedelta(minutes=2)
KEPT_DAYS = 30
State = WebhookDelivery.State


def write_body(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def send_due(seconds: float = 60) -> int:
    """Sends what is due, oldest first, for about so long; returns how many were tried."""
    stop = time.monotonic() + seconds
    tried = 0
    while time.monotonic() < stop and (delivery := _claim()) is not None:
        attempt(delivery)
        tried += 1
    return tried


def _claim() -> WebhookDelivery | None:
    """Takes one due delivery for some minutes: two workers never send the same."""
    now = timezone.now()
    due = WebhookDelivery.objects.filter(state=State.WAITING, next_at__lte=now, webhook__is_active=True)
    for pk, planned in due.order_by("next_at", "pk").values_list("pk", "next_at")[:5]:
        taken = WebhookDelivery.objects.filter(pk=pk, state=State.WAITING, next_at=planned)
        if taken.update(next_at=now + LEASE):
            return WebhookDelivery.objects.select_related("webhook__owner").get(pk=pk)
    return None


def attempt(delivery: WebhookDelivery) -> None:
    if delivery.attempts == 0 and not _fill(delivery):
        delivery.delete()
        return
    delivery.attempts += 1
    try:
        answer = _post(delivery)
    except Forbidden as error:
        _note(delivery, None, str(error))
        _give_up(delivery)
        return
    except (OSError, http.client.HTTPException, ValueError) as error:
        _note(delivery, None, _("Pas de réponse : %s") % error)
        _again(delivery)
        return
    _note(delivery, answer, "")
    if answer.is_received:
        _done(delivery)
    elif answer.status == 410:
        _give_up(delivery)
        stop(delivery.webhook, _("L’adresse répond qu’elle n’existe plus (410)."))
    else:
        _again(delivery)


def _post(delivery: WebhookDelivery) -> Answer:
    webhook, body = delivery.webhook, delivery.body.encode()
    now = int(time.time())
    headers = {
        "User-Agent": "Essaim",
        "X-Essaim-Event": delivery.event,
        "X-Essaim-Delivery": str(delivery.key),
        "X-Essaim-Timestamp": str(now),
        "X-Essaim-Signature": signature(webhook.secret, now, body),
    }
    return send(webhook.url, body, headers)


def _fill(delivery: WebhookDelivery) -> bool:
    """Writes the message as the owner may see it now; False when there is nothing to tell them."""
    owner = delivery.webhook.owner
    if not owner.is_active:
        return False
    message: dict[str, Any] = {
        "id": str(delivery.key),
        "event": delivery.event,
        "at": delivery.created_at.isoformat(),
    }
    if delivery.subject:
        record = _record(delivery)
        if record is None:
            return False
        message["record"] = record
    elif delivery.body:
        data = json.loads(delivery.body)
        if not _may_know(owner, data):
            return False
        message["data"] = data
    delivery.body = write_body(message)
    return True


def _record(delivery: WebhookDelivery) -> dict[str, Any] | None:
    from essaim.engines.records.rest.representing import represent

    name, pk = delivery.subject.split(":")
    if name not in record_types:
        return None
    record_type, owner = record_types.get(name), delivery.webhook.owner
    if delivery.event.endswith(".deleted"):
        return {"type": name, "id": int(pk)} if _knew(delivery, record_type) else None
    if not can(owner, "view", record_type.resource):
        return None
    if not base_queryset(owner, record_type).filter(pk=pk).exists():
        return None
    return {"type": name, **represent(owner, record_type, int(pk), {})}


def _knew(delivery: WebhookDelivery, record_type: RecordType) -> bool:
    """A deletion is told to who sees every record of the type, or was told of this one before."""
    if Reach.ALL in rights_of(delivery.webhook.owner).reaches("view", record_type.resource):
        return True
    earlier = WebhookDelivery.objects.filter(
        webhook=delivery.webhook, subject=delivery.subject, state=State.DONE
    )
    return earlier.exists()


def _may_know(owner: Any, data: Any) -> bool:
    """Every record that a message names must be within the owner's sight."""
    if isinstance(data, list):
        return all(_may_know(owner, item) for item in data)
    if not isinstance(data, dict):
        return True
    if data.keys() == {"type", "id"} and data["type"] in record_types:
        return base_queryset(owner, record_types.get(data["type"])).filter(pk=data["id"]).exists()
    return all(_may_know(owner, item) for item in data.values())


def _note(delivery: WebhookDelivery, answer: Answer | None, error: str) -> None:
    delivery.status = answer.status if answer else None
    delivery.answer, delivery.error = (answer.text if answer else ""), error[:300]


def _done(delivery: WebhookDelivery) -> None:
    delivery.state, delivery.ended_at, delivery.next_at = State.DONE, timezone.now(), None
    delivery.save()
    Webhook.objects.filter(pk=delivery.webhook_id, failures__gt=0).update(failures=0)


def _again(delivery: WebhookDelivery) -> None:
    if delivery.attempts > len(DELAYS):
        _give_up(delivery)
        return
    delivery.next_at = timezone.now() + timedelta(seconds=DELAYS[delivery.attempts - 1])
    delivery.save()


def _give_up(delivery: WebhookDelivery) -> None:
    delivery.state, delivery.ended_at, delivery.next_at = State.FAILED, timezone.now(), None
    delivery.save()
    Webhook.objects.filter(pk=delivery.webhook_id).update(failures=F("failures") + 1)
    webhook = Webhook.objects.get(pk=delivery.webhook_id)
    if webhook.is_active and webhook.failures >= GIVEN_UP_BEFORE_STOP:
        stop(webhook, _("Plusieurs envois de suite n’ont pas été reçus."))


def stop(webhook: Webhook, why: str) -> None:
    """Out of service until somebody puts it back; its owner is told."""
    with writing(None, "webhooks") as work:
        Webhook.objects.filter(pk=webhook.pk).update(is_active=False, disabled_at=timezone.now())
        work.noted(webhook, "stopped", note=why)
    send_mail(
        _("Le webhook « %s » a été mis hors service") % webhook.name,
        _(
            "%(why)s\n\nAdresse : %(url)s\n\nUne fois l’adresse rétablie, remettez-le en service depuis "
            "l’administration, où le détail des envois est conservé."
        )
        % {"why": why, "url": webhook.url},
        None,
        [webhook.owner.email],
        fail_silently=True,
    )


def forget_old() -> int:
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    return WebhookDelivery.objects.exclude(state=State.WAITING).filter(ended_at__lt=before).delete()[0]
