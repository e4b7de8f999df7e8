"""Work done apart from requests."""

from __future__ import annotations

from django_tasks import task

from .inviting import send_again, send_waiting
from .models import OutsideCalendar
from .outside.actions import read_again


@task()
def mail_invitation(event: int, user: int) -> None:
    send_waiting(event, user=user)


@task()
def mail_person(event: int, person: int) -> None:
    send_waiting(event, person=person)


@task()
def mail_again(participation: int) -> None:
    send_again(participation)


@task()
def read_outside(calendar: int) -> None:
    found = OutsideCalendar.objects.filter(pk=calendar).first()
    if found is not None:
        read_again(found)
