"""Work done apart from requests."""

from __future__ import annotations

from django_tasks import task

from .extracting import read_now


@task()
def read_version(version: int) -> None:
    read_now(version)
