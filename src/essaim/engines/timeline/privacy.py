"""What the timeline holds about a person: exchanges and tasks. Erased, they keep what statistics count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from essaim.engines.directory.api import Person
from essaim.engines.privacy.api import (
    Act,
    Anonymiser,
    Blocker,
    Erasing,
    PersonalPart,
    Section,
    acts,
    anonymisers,
    parts,
    records_of,
    section_of,
)
from essaim.engines.rights.api import can
from essaim.kit.writing import Unit

from .models import Interaction, Task

INTERACTION = ("kind", "at", "subject", "body", "direction", "outcome", "minutes", "author", "custom")
TASK = ("title", "notes", "due_date", "assigned_to", "priority", "status", "done_at", "custom")


def about(model: Any, person: Person) -> QuerySet:
    """Those whose person it is, and those that concern them, or a profile of theirs, among others."""
    key = "interaction" if model is Interaction else "task"
    return model._base_manager.filter(Q(person=person) | Q(pk__in=links_of(model, person).values(key)))


def links_of(model: Any, person: Person) -> QuerySet:
    concerned = Q()
    for name, pk in records_of(person):
        concerned |= Q(record_type=name, record_id=pk)
    return model.links.rel.related_model.objects.filter(concerned)


def export(person: Person) -> Iterable[Section]:
    yield section_of(_("Échanges"), about(Interaction, person).select_related("author"), INTERACTION)
    yield section_of(_("Tâches"), about(Task, person).select_related("assigned_to"), TASK)


def erase(erasing: Erasing) -> int:
    """Texts go; kind, moment, length and network stay. What also concerns others loses only its link."""
    own = set(records_of(erasing.person))
    count = 0
    for model, blank in ((Interaction, blank_interaction), (Task, blank_task)):
        rows = list(about(model, erasing.person))
        links_of(model, erasing.person).delete()
        for row in rows:
            if row.person_id == erasing.person.pk or (row.subject_type, row.subject_id) in own:
                erasing.forget([row])
                blank(row)
                row.person = None
                row.subject_type, row.subject_id, row.subject_label = "", None, ""
                row.save()
                erasing.work.noted(row, "changed")
        count += len(rows)
    return count


def blank_interaction(row: Interaction) -> None:
    row.subject, row.body, row.url = str(Interaction.Kind(row.kind).label).capitalize(), "", ""
    row.custom = {}


def blank_task(row: Task) -> None:
    row.title, row.notes, row.custom = _("Tâche"), "", {}


def anonymise_interaction(obj: Any, actor: Any, work: Unit) -> None:
    from essaim.engines.journal.api import erase as forget

    forget(actor=actor, obj=obj)
    blank_interaction(obj)
    obj.save()
    work.noted(obj, "changed")


def anonymise_task(obj: Any, actor: Any, work: Unit) -> None:
    from essaim.engines.journal.api import erase as forget

    forget(actor=actor, obj=obj)
    blank_task(obj)
    obj.save()
    work.noted(obj, "changed")


def by_the_person() -> Q:
    """What the person took part in; a message left or a letter sent proves nothing of them."""
    together = Q(kind__in=(Interaction.Kind.MEETING, Interaction.Kind.VISIT))
    return together | Q(direction=Interaction.Direction.IN) | Q(outcome=Interaction.Outcome.REACHED)


def blocks(user: Any, person: Person) -> Iterable[Blocker]:
    count = about(Task, person).filter(status=Task.Status.OPEN).count()
    if count:
        text = ngettext(
            "%(n)s tâche reste à faire : terminez-la ou abandonnez-la.",
            "%(n)s tâches restent à faire : terminez-les ou abandonnez-les.",
            count,
        ) % {"n": count}
        address = reverse("records:detail", kwargs={"slug": "personnes", "pk": person.pk})
        yield Blocker(text, address if can(user, "view", "tasks") else "")


parts.declare(
    PersonalPart(
        "timeline", gettext_lazy("Échanges et tâches"),
        ("timeline.Interaction", "timeline.InteractionLink", "timeline.Task", "timeline.TaskLink"),
        export, erase, blocks, order=200,
    )
)  # fmt: skip
acts.declare(Act("timeline.interactions", "timeline.Interaction", "person", "at", by_the_person))
anonymisers.declare(Anonymiser("interactions", anonymise_interaction), Anonymiser("tasks", anonymise_task))
