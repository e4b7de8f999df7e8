"""Invented exchanges and tasks, linked to their record."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from .actions.subjects import after_saved
from .models import Interaction, InteractionLink, Task, TaskLink


class InteractionFactory(DjangoModelFactory):
    """`person` or `organisation`: the record it is about."""

    class Meta:
        model = Interaction
        skip_postgeneration_save = True

    subject = factory.Sequence(lambda n: f"Échange {n}")

    @factory.post_generation
    def links(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        after_saved(self, self.author)  # type: ignore[attr-defined]


class TaskFactory(DjangoModelFactory):
    """`person` or `organisation`: the record it is about."""

    class Meta:
        model = Task
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Tâche {n}")

    @factory.post_generation
    def links(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        after_saved(self, self.created_by)  # type: ignore[attr-defined]


def bulk_interactions(rows: list[dict]) -> list[Interaction]:
    """Many exchanges about people and organisations at once. Each row: fields of Interaction, and `record`."""
    made = _bulk(Interaction, rows)
    InteractionLink.objects.bulk_create(
        (
            InteractionLink(
                interaction=item, record_type=item.subject_type, record_id=item.subject_id, at=item.at
            )
            for item in made
        ),
        batch_size=1000,
    )
    return made


def bulk_tasks(rows: list[dict]) -> list[Task]:
    """Many tasks about people and organisations at once. Each row: fields of Task, and `record`."""
    made = _bulk(Task, rows)
    TaskLink.objects.bulk_create(
        (TaskLink(task=item, record_type=item.subject_type, record_id=item.subject_id) for item in made),
        batch_size=1000,
    )
    return made


def _bulk(model, rows):  # type: ignore[no-untyped-def]
    """Reach is copied from the records as `subjects.take_subject` does, in a few queries."""
    networks = _networks({row["record"] for row in rows})
    items, wanted = [], []
    for row in rows:
        record, values = row["record"], {name: value for name, value in row.items() if name != "record"}
        column = record._meta.model_name
        item = model(
            **values,
            **{f"{column}_id": record.pk},
            subject_type="people" if column == "person" else "organisations",
            subject_id=record.pk,
            subject_label=record.display[:200],
            territory_id=record.territory_id,
            owner_id=record.assigned_to_id,
        )
        item.derive()
        items.append(item)
        wanted.append(networks.get((column, record.pk), []))
    made = model.objects.bulk_create(items, batch_size=1000)
    through, own = model.networks.through, f"{model._meta.model_name}_id"
    through.objects.bulk_create(
        (
            through(**{own: item.pk, "network_id": key})
            for item, keys in zip(made, wanted, strict=True)
            for key in keys
        ),
        batch_size=2000,
    )
    return made


def _networks(records):  # type: ignore[no-untyped-def]
    found: dict = {}
    for model in {type(record) for record in records}:
        name = model._meta.model_name
        for pk, key in model.networks.through.objects.values_list(f"{name}_id", "network_id"):
            found.setdefault((name, pk), []).append(key)
    return found
