"""Invented campaigns, for tests and the demonstration."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from .choices import Kind
from .models import Campaign, Message, MessageTemplate, Newsletter, Topic


class CampaignFactory(DjangoModelFactory):
    class Meta:
        model = Campaign

    name = factory.Sequence(lambda n: f"Campagne {n}")
    subject = "Des nouvelles"
    body = "Bonjour {{ Prénom }},\n\nNous voici."
    segment = factory.LazyFunction(lambda: {"type": "people"})


class AutomaticFactory(CampaignFactory):
    kind = Kind.AUTOMATIC.value
    name = factory.Sequence(lambda n: f"Rappel {n}")
    date_field = "birth_date"


class IssueFactory(CampaignFactory):
    kind = Kind.ISSUE.value
    name = factory.Sequence(lambda n: f"Numéro {n}")


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    campaign = factory.SubFactory(CampaignFactory)
    slot = factory.Sequence(lambda n: f"people:{n}")
    record_type = "people"
    record_id = factory.LazyAttribute(lambda made: made.person.pk if made.person else 0)
    person = None
    label = "Awa Diop"
    address = "awa@exemple.example"
    subject = "Des nouvelles"
    body = "<p>Bonjour</p>"
    text = "Bonjour"


class TemplateFactory(DjangoModelFactory):
    class Meta:
        model = MessageTemplate

    name = factory.Sequence(lambda n: f"Modèle {n}")
    subject = "Des nouvelles"
    body = "Bonjour {{ Prénom }},"


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Sujet {n}")


class NewsletterFactory(DjangoModelFactory):
    class Meta:
        model = Newsletter

    name = factory.Sequence(lambda n: f"Lettre {n}")
    sources = factory.LazyFunction(lambda: ["organisations"])
    segment = factory.LazyFunction(lambda: {"type": "people"})
