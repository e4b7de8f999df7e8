"""Putting an earlier value back."""

from __future__ import annotations

from typing import Any

from django.db import models

from essaim.engines.rights.api import Refused
from essaim.kit.writing import writing

from .describing import restorers
from .models import Entry


def do_restore(*, actor: Any, obj: models.Model, entry: Entry, name: str) -> None:
    """Gives `obj` the value that its field `name` had before `entry`, through the ordinary change.

    Raises KeyError when the entry does not hold that field, and what the change itself raises.
    """
    old = entry.fields[name][0]
    if old == Entry.ERASED or entry.kind != "changed":
        raise KeyError(name)
    restorer = restorers.get(entry.model)
    if not restorer.allowed(actor, obj, name):
        raise Refused("change", "access")
    with writing(actor, origin=f"n° {entry.sequence}") as work:
        restorer.restore(actor=actor, obj=obj, name=name, value=old)
        work.noted(obj, "restored", note=f"{name} ← {entry.sequence}")
