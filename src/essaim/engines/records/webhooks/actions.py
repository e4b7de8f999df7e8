"""Writes on webhooks: administrators only."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.records.models import Webhook, WebhookDelivery
from essaim.engines.rights.api import require
from essaim.kit.writing import snapshot, writing

from .delivering import write_body
from .events import call_worker, known_names
from .sending import Forbidden, check_url, is_public, private_allowed

RESOURCE = "access"


def do_create_webhook(*, actor: Any, name: str, url: str, events: list[str], owner: Any) -> Webhook:
    require(actor, "create", RESOURCE)
    webhook = Webhook(name=name, url=url, events=sorted(set(events)), owner=owner, secret=new_secret())
    _check(webhook)
    with writing(actor) as work:
        webhook.save()
        work.created(webhook)
    return webhook


def do_change_webhook(*, actor: Any, webhook: Webhook, **values: Any) -> Webhook:
    """`values` among name, url, events, owner, is_active."""
    require(actor, "change", RESOURCE)
    with writing(actor) as work:
        current = Webhook.objects.select_for_update().get(pk=webhook.pk)
        before = snapshot(current)
        for field, value in values.items():
            setattr(current, field, value)
        current.events = sorted(set(current.events))
        if current.is_active:
            current.failures, current.disabled_at = 0, None
        _check(current)
        current.save()
        work.changed(current, before)
    return current


def do_renew_secret(*, actor: Any, webhook: Webhook) -> Webhook:
    require(actor, "change", RESOURCE)
    with writing(actor) as work:
        webhook.secret = new_secret()
        webhook.save(update_fields=["secret"])
        work.noted(webhook, "secret_renewed")
    return webhook


def do_delete_webhook(*, actor: Any, webhook: Webhook) -> None:
    require(actor, "delete", RESOURCE)
    with writing(actor) as work:
        work.deleted(webhook)
        webhook.delete()


def do_send_again(*, actor: Any, delivery: WebhookDelivery) -> WebhookDelivery:
    """The same message once more, under its own number."""
    require(actor, "change", RESOURCE)
    return _plan(actor, delivery.webhook, delivery.event, delivery.subject, delivery.body)


def do_send_test(*, actor: Any, webhook: Webhook) -> WebhookDelivery:
    require(actor, "change", RESOURCE)
    body = write_body({"event": "ping", "at": timezone.now().isoformat(), "data": {"message": "Essaim"}})
    return _plan(actor, webhook, "ping", "", body)


def _plan(actor: Any, webhook: Webhook, event: str, subject: str, body: str) -> WebhookDelivery:
    """A message already written: `attempts` starts at 1, so that it is sent as it is."""
    with writing(actor) as work:
        delivery = WebhookDelivery.objects.create(
            webhook=webhook, event=event, subject=subject, body=body, attempts=1
        )
        work.noted(webhook, "sent_by_hand", note=event)
    call_worker()
    return delivery


def new_secret() -> str:
    return "essaim_wh_" + secrets.token_urlsafe(32)


def _check(webhook: Webhook) -> None:
    errors: dict[str, str] = {}
    try:
        host, _port, _encrypted = check_url(webhook.url)
        if not private_allowed() and (host == "localhost" or _is_private_literal(host)):
            raise Forbidden(_("Cette adresse est celle d’un réseau privé : c’est interdit."))
    except Forbidden as error:
        errors["url"] = str(error)
    unknown = set(webhook.events) - known_names()
    if unknown:
        errors["events"] = _("Événement inconnu : %s.") % ", ".join(sorted(unknown))
    elif not webhook.events:
        errors["events"] = _("Choisissez au moins un événement.")
    if errors:
        raise ValidationError(errors)
    webhook.full_clean(exclude=["events"])


def _is_private_literal(host: str) -> bool:
    try:
        return not is_public(host)
    except ValueError:
        return False
