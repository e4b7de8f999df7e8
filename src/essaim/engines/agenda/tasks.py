"""Work done apart from requests."""

from __future__ import annotations

from django_tasks import task

from .inviting import send_waiting


@task()
def mail_invitation(event: int, user: int) -> None:
    send_waiting(event, user)
