"""Invented events with their dates."""

from __future__ import annotations

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from .actions.saving import sync_participants
from .expanding import rebuild
from .models import Event, Resource


class ResourceFactory(DjangoModelFactory):
    class Meta:
        model = Resource
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Salle {n}")

    @factory.post_generation
    def networks(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        self.networks.set(extracted or [])  # type: ignore[attr-defined]


class EventFactory(DjangoModelFactory):
    """`networks`, `guests`, `resources`: lists."""

    class Meta:
        model = Event
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Réunion {n}")
    start = factory.LazyFunction(lambda: timezone.now().replace(minute=0, second=0, microsecond=0))
    end = factory.LazyAttribute(lambda made: made.start + timedelta(hours=1))

    @factory.post_generation
    def networks(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        self.networks.set(extracted or [])  # type: ignore[attr-defined]

    @factory.post_generation
    def guests(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        self.guests.set(extracted or [])  # type: ignore[attr-defined]
        sync_participants(self, None)  # type: ignore[arg-type]

    @factory.post_generation
    def resources(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        self.resources.set(extracted or [])  # type: ignore[attr-defined]

    @factory.post_generation
    def dates(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        rebuild(self)  # type: ignore[arg-type]
