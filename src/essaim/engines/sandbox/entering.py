"""Being inside a sandbox: its database, its files, its address, its account."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import get_script_prefix, reverse, set_script_prefix

from essaim.kit.instance import Instance, entered

from .declarations import templates
from .files import database_of, folder_of
from .models import Sandbox
from .swapping import swapped

PREFIX = "/bac-a-sable/"


class Gone(Exception):
    """The sandbox has no file: erased while it was open, or its disk was lost."""


def address_of(sandbox: Sandbox) -> str:
    """Where its pages begin, from the host's root."""
    return f"{get_script_prefix().rstrip('/')}{PREFIX}{sandbox.key}/"


def instance_of(sandbox: Sandbox) -> Instance:
    return Instance(
        key=f"sandbox:{sandbox.key}:{sandbox.generation}",
        folder=folder_of(sandbox.key, sandbox.generation),
        label=sandbox.label,
        leave_url=reverse("records:detail", kwargs={"slug": "bacs-a-sable", "pk": sandbox.pk}),
        reset_url=reverse("sandbox:reset", kwargs={"pk": sandbox.pk}),
    )


@contextmanager
def inside_of(sandbox: Sandbox, prefix: str = "") -> Iterator[None]:
    """Everything done within is done in the sandbox. `prefix`: the address its links begin with."""
    path = database_of(sandbox.key, sandbox.generation)
    if not path.exists():
        raise Gone
    instance, outer = instance_of(sandbox), get_script_prefix()
    try:
        with entered(instance), swapped(path):
            if prefix:
                set_script_prefix(prefix)
            yield
    finally:
        set_script_prefix(outer)


def account_in(sandbox: Sandbox) -> Any:
    """The account one is, inside; to be asked inside."""
    return get_user_model().objects.get(email=templates.get(sandbox.template).account)
