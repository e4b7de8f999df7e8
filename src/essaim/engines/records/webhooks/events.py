"""The events a webhook may ask for, and which webhooks ask for one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.utils.translation import gettext as _

from essaim.engines.records.declarations import record_types
from essaim.engines.records.models import Webhook, WebhookDelivery
from essaim.engines.rights.api import guards
from essaim.kit import events
from essaim.kit.registry import Registry
from essaim.kit.writing import Change, on_flush

OF_RECORDS = ("created", "changed", "deleted")


@dataclass(frozen=True)
class Choice:
    name: str
    label: str


def choices() -> list[tuple[str, list[Choice]]]:
    """(heading, events), record types first, then what modules declare."""
    words = {"created": _("création"), "changed": _("modification"), "deleted": _("suppression")}
    groups = [
        (str(item.label_plural), [Choice(f"{item.name}.{kind}", words[kind]) for kind in OF_RECORDS])
        for item in record_types
    ]
    others = [Choice(item.name, str(item.label or item.name)) for item in event_types_of_modules()]
    return [*groups, (_("Autres événements"), others)] if others else groups


def event_types_of_modules() -> list[events.EventType]:
    return sorted(
        (item for item in events.event_types if not item.name.startswith("records.")),
        key=lambda item: item.name,
    )


def labels() -> dict[str, str]:
    """ "people.created" → "Personnes : création", for every event a webhook may ask for."""
    headings = {choice.name: heading for heading, group in choices() for choice in group}
    types = {item.name for item in record_types}
    return {
        choice.name: _("%(heading)s : %(event)s") % {"heading": headings[choice.name], "event": choice.label}
        if choice.name.rpartition(".")[0] in types
        else choice.label
        for _heading, group in choices()
        for choice in group
    }


def known_names() -> set[str]:
    return {choice.name for _heading, group in choices() for choice in group}


_active: dict[str, tuple[float, list[Webhook]]] = {}
_last_call: dict[str, float] = {}


def active_webhooks() -> list[Webhook]:
    """Those in service, asked again each second: an import publishes ten thousand events."""
    place = str(connection.settings_dict["NAME"])
    asked, known = _active.get(place, (0.0, []))
    if not asked or time.monotonic() - asked >= getattr(settings, "WEBHOOK_GATHER_SECONDS", 1):
        known = list(Webhook.objects.filter(is_active=True))
        if len(_active) > 50:
            _active.clear()
        _active[place] = (time.monotonic(), known)
    return known


def tell(name: str, payload: dict[str, Any]) -> None:
    """After commit: one waiting delivery for each webhook that asks for the event."""
    subject, data = "", {}
    if name.startswith("records."):
        name = f"{payload['type']}.{name.removeprefix('records.')}"
        subject = f"{payload['type']}:{payload['id']}"
        if name.endswith(".deleted"):
            forget_bodies(subject)
    else:
        data = {key: plain(value) for key, value in payload.items()}
    wanting = [hook for hook in active_webhooks() if name in hook.events]
    if not wanting:
        return
    from .delivering import write_body

    WebhookDelivery.objects.bulk_create(
        WebhookDelivery(webhook=hook, event=name, subject=subject, body=write_body(data) if data else "")
        for hook in wanting
    )
    call_worker()


def forget_bodies(subject: str) -> None:
    """What was told of a record that is gone does not stay in the log."""
    old = WebhookDelivery.objects.filter(subject=subject).exclude(state=WebhookDelivery.State.WAITING)
    old.exclude(body="").update(body="", answer="")


def forget_webhook_bodies(type_name: str, pk: int) -> int:
    """What was told of a record that is erased goes, sent or not. How many messages."""
    return (
        WebhookDelivery.objects.filter(subject=f"{type_name}:{pk}")
        .exclude(body="", answer="")
        .update(body="", answer="")
    )


def call_worker() -> None:
    """Asks the worker to send what waits, once for a burst of events."""
    from .tasks import send_waiting

    place = str(connection.settings_dict["NAME"])
    now = time.monotonic()
    if now - _last_call.get(place, -1e9) >= getattr(settings, "WEBHOOK_GATHER_SECONDS", 1):
        _last_call[place] = now
        send_waiting.enqueue()


def plain(value: Any) -> Any:
    """A payload's value as JSON; objects are named by type and key, never described."""
    if isinstance(value, models.Model):
        label = value._meta.label_lower
        names = [guard.name for guard in guards if guard.model == label]
        return {"type": names[0] if names else label, "id": value.pk}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@on_flush
def forget_active(changes: list[Change]) -> None:
    """A webhook written here is known here at once."""
    if any(change.model == Webhook._meta.label_lower for change in changes):
        _active.pop(str(connection.settings_dict["NAME"]), None)


@Registry.once_declared
def listen() -> None:
    for item in events.event_types:
        events.subscribe(item.name)(_listener(item.name))


def _listener(name: str) -> Callable[..., None]:
    def webhook_listener(**payload: Any) -> None:
        tell(name, payload)

    return webhook_listener
