"""Invented exchanges and tasks, linked to their record."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from .actions.subjects import after_saved
from .models import Interaction, Task


class InteractionFactory(DjangoModelFactory):
    """`person` or `organisation`: the record it is about."""

    class Meta:
        model = Interaction
        skip_postgeneration_save = True

    subject = factory.Sequence(lambda n: f"Échange {n}")

    @factory.post_generation
    def links(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        after_saved(self, self.author)


class TaskFactory(DjangoModelFactory):
    """`person` or `organisation`: the record it is about."""

    class Meta:
        model = Task
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Tâche {n}")

    @factory.post_generation
    def links(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        after_saved(self, self.created_by)
