"""Messages sent to people, and what they refused. That a message left stays counted; to whom and what does not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.directory.api import ContactPoint, Person
from essaim.engines.privacy.api import (
    Act,
    Blocker,
    Erasing,
    PersonalPart,
    Section,
    acts,
    parts,
    records_of,
    section_of,
)

from .choices import Fate
from .models import Message, Reading, Refusal, Suppression

FIELDS = ("campaign", "label", "address", "subject", "text", "fate", "why", "sent_at", "answered_at")


def messages_of(person: Person) -> QuerySet[Message]:
    concerned = Q(person=person)
    for name, pk in records_of(person):
        concerned |= Q(record_type=name, record_id=pk)
    return Message.objects.filter(concerned)


def suppressions_of(person: Person) -> QuerySet[Suppression]:
    known = [person.email, person.mobile, person.phone]
    known += ContactPoint.objects.filter(person=person).values_list("value", flat=True)
    return Suppression.objects.filter(address__in=[value for value in known if value])


def export(person: Person) -> Iterable[Section]:
    yield section_of(_("Messages envoyés"), messages_of(person).select_related("campaign"), FIELDS)
    yield section_of(
        _("Messages ouverts"), Reading.objects.filter(message__in=messages_of(person).values("pk")), ("at",)
    )
    refused = Refusal.objects.filter(person=person).select_related("topic")
    yield section_of(_("Sujets refusés"), refused, ("topic", "channel", "said_at"))
    yield section_of(_("Adresses bloquées"), suppressions_of(person))


def erase(erasing: Erasing) -> int:
    person = erasing.person
    rows = list(messages_of(person))
    refused, blocked = list(Refusal.objects.filter(person=person)), list(suppressions_of(person))
    erasing.forget([*rows, *refused, *blocked])
    Reading.objects.filter(message__in=rows).delete()
    for row in (*refused, *blocked):
        erasing.take(row)
    for message in rows:
        message.label, message.person = str(_("Destinataire effacé")), None
        message.address = message.subject = message.body = message.text = message.answer = ""
        message.save()
    return len(rows)


def blocks(user: Any, person: Person) -> Iterable[Blocker]:
    if messages_of(person).filter(fate=Fate.WAITING).exists():
        yield Blocker(
            _("Un message est sur le point de lui partir : attendez l’envoi ou arrêtez la campagne.")
        )


acts.declare(Act("campaigns.answers", "campaigns.Message", "person", "answered_at"))
parts.declare(
    PersonalPart(
        "campaigns", gettext_lazy("Messages des campagnes"),
        ("campaigns.Message", "campaigns.Reading", "campaigns.Refusal", "campaigns.Suppression"),
        export, erase, blocks, order=240,
    )
)  # fmt: skip
