"""The next contact of a customer: the first open task about them, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.records.api import create, generic_change, record_types
from essaim.engines.timeline.api import Task, TaskLink, link

from .models import Customer

NAME = "customers"


def open_tasks(customer: Customer) -> Any:
    return Task.objects.filter(
        status=Task.Status.OPEN, links__record_type=NAME, links__record_id=customer.pk, due_date__isnull=False
    ).order_by("due_date", "pk")  # fmt: skip


def next_contact_on(customer: Customer) -> date | None:
    return open_tasks(customer).values_list("due_date", flat=True).first() if customer.pk else None


def plan_contact(actor: Any, customer: Customer, day: date | None) -> None:
    """The first open task moves to `day`; there is none: it is made; `day` None: it is given up."""
    tasks: Any = record_types.get("tasks")
    known = open_tasks(customer).first()
    if known is not None:
        values = {"due_date": day} if day else {"status": Task.Status.CANCELLED.value}
        generic_change(actor=actor, record_type=tasks, obj=known, values=values)
    elif day:
        make_task(actor, customer, _("Relancer %s") % customer.display, day)


def make_task(actor: Any, customer: Customer, title: str, day: date) -> Task:
    values = {
        "title": title[:200],
        "due_date": day,
        "assigned_to": customer.assigned_to_id or getattr(actor, "pk", None),
    }
    values["person" if customer.person_id else "organisation"] = (
        customer.person_id or customer.organisation_id
    )
    made: Any = create(actor=actor, record_type=record_types.get("tasks"), values=values)
    made.subject_type, made.subject_id, made.subject_label = NAME, customer.pk, customer.display[:200]
    made.save()
    link(made, NAME, customer.pk)
    return made


def has_task(customer: Customer, title: str) -> bool:
    found = TaskLink.objects.filter(
        record_type=NAME, record_id=customer.pk, task__status=Task.Status.OPEN, task__title=title[:200]
    )
    return found.exists()
