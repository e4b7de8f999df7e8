"""Messages that a module sends to one person when something happens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.formats import date_format

from essaim.engines.directory.api import Person
from essaim.kit.registry import Registry
from essaim.kit.text import fold
from essaim.kit.writing import writing

from .audience import Recipient
from .choices import Channel, Fate, Kind, Purpose, State
from .excluding import Excluder, tracking_allowed
from .merging.given import TITLES, UNKNOWN
from .merging.markup import compile_message
from .models import Campaign, Message


@dataclass(frozen=True)
class DeclaredMessage:
    """`name` is the module's own ("missions.signed"). `fields`: (code, label) of what the module gives when it
    sends; « Prénom », « Nom », « Formule d’appel » and « Date du jour » are always there. Texts are in the
    language of `merging.language`; `body` is Markdown, plain for a text message."""

    name: str
    label: Any
    body: Any
    subject: Any = ""
    channel: str = Channel.EMAIL.value
    purpose: str = Purpose.SERVICE.value
    fields: tuple[tuple[str, Any], ...] = ()


declared_messages: Registry[DeclaredMessage] = Registry("messages", DeclaredMessage, lambda item: item.name)
GIVEN = (
    ("first_name", "Prénom"),
    ("last_name", "Nom"),
    ("greeting", "Formule d’appel"),
    ("today", "Date du jour"),
)


def do_send_declared(
    *, actor: Any, name: str, to: Any, values: Mapping[str, Any] | None = None, about: tuple[str, int] | None = None,
    once: str = "", network: Any = None,
) -> Message:  # fmt: skip
    """Sends the declared message `name` to a person or organisation, as soon as this transaction commits.

    The product writes it: no right is asked of `actor`. Consent is (unless the message is a service), and the
    answer tells: a message EXCLUDED will not leave, its `why` says the reason. `once`: a key under which the
    message leaves a single time however often it is asked. `about`: (record type, key) of what it is about.
    """
    declared = declared_messages.get(name)
    with writing(actor):
        campaign = campaign_of(declared, network)
        slot = once or get_random_string(22)
        known = campaign.messages.filter(slot=slot).first()
        if known is not None:
            return known
        _item, address, why = Excluder(campaign).look([Recipient(to.pk, to)])[0]
        merged = _compiled(declared).merge(_values(declared, to, values or {}))
        is_person = isinstance(to, Person)
        record_type, record_id = about or ("people" if is_person else "organisations", to.pk)
        message = Message.objects.create(
            campaign=campaign, slot=slot, record_type=record_type, record_id=record_id,
            person=to if is_person else None, organisation=None if is_person else to, label=str(to)[:200],
            address=address[:300], subject=merged.subject[:400], body=merged.html, text=merged.text,
            fate=Fate.EXCLUDED if why else Fate.WAITING, why=why,
            tracked=campaign.track_opens and is_person and to.pk in tracking_allowed([to]),
        )  # fmt: skip
        if not why:
            transaction.on_commit(_call)
    return message


def _call() -> None:
    from .tasks import send_waiting

    send_waiting.enqueue()


def campaign_of(declared: DeclaredMessage, network: Any = None) -> Campaign:
    """The campaign all messages of one declaration belong to, one a network."""
    code = f"{declared.name}:{network.pk}" if network is not None else declared.name
    values = {
        "kind": Kind.EVENT, "name": str(declared.label)[:160], "channel": declared.channel, "state": State.SENDING,
        "purpose": declared.purpose, "network": network, "one_per_address": False, "started_at": timezone.now(),
    }  # fmt: skip
    found, _made = Campaign.objects.get_or_create(code=code[:80], defaults=values)
    return found


def _compiled(declared: DeclaredMessage) -> Any:
    pairs = (*declared.fields, *GIVEN)
    names = {fold(code): code for code, _label in pairs} | {fold(str(label)): code for code, label in pairs}
    return compile_message(
        str(declared.subject), str(declared.body), names, rich=declared.channel != Channel.SMS
    )


def _values(declared: DeclaredMessage, to: Any, values: Mapping[str, Any]) -> dict[str, str]:
    unknown = set(values) - {code for code, _label in declared.fields}
    if unknown:
        raise ValueError(f"message {declared.name}: {', '.join(sorted(unknown))} is not among its fields")
    title = TITLES.get(getattr(to, "civility", ""))
    own = {
        "first_name": getattr(to, "first_name", ""),
        "last_name": getattr(to, "last_name", "") or str(to),
        "greeting": f"{title} {to.last_name}" if title else UNKNOWN,
        "today": date_format(timezone.localdate(), "j F Y"),
    }
    return own | {name: "" if value is None else str(value) for name, value in values.items()}


@Registry.once_declared
def verify() -> None:
    """A declared text that cannot be merged stops the start rather than the day it is needed."""
    for declared in declared_messages:
        _compiled(declared)
