"""How entries read: labels of fields and values in French, and who may see what.

The records engine declares a `Describer` and a `Restorer` per model. A model without a describer is
read through its Django fields; one without a restorer offers no *Rétablir*.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from essaim.kit.registry import Registry


@dataclass(frozen=True)
class Describer:
    """`model`: "app_label.modelname".

    - `find(user, object_id)`: the object if `user` may see it, else None.
    - `label(name)`: a field's name in French, or None to leave the field out of the history.
    - `display(user, name, values)`: for raw values of one field, (value, text) pairs; what `user` may
      not read of them (the name of a linked record) stays hidden. Called once a field and page.
    - `visible(user, name)`: may `user` read this field?
    - `sensitive(name)`: shown only when asked for, and that look is kept in the journal.
    """

    model: str
    find: Callable[[Any, str], models.Model | None]
    label: Callable[[str], Any]
    visible: Callable[[Any, str], bool] = lambda user, name: True
    sensitive: Callable[[str], bool] = lambda name: False
    display: Callable[[Any, str, list[Any]], list[tuple[Any, str]]] | None = None


@dataclass(frozen=True)
class Restorer:
    """Puts an earlier value back: `allowed(user, obj, name)`, then `restore(actor=, obj=, name=, value=)`.

    `restore` goes through the same action as a change made by hand, with its checks and its rights;
    it raises ValidationError or PermissionDenied.
    """

    model: str
    allowed: Callable[[Any, models.Model, str], bool]
    restore: Callable[..., Any]


describers: Registry[Describer] = Registry("describers", Describer, lambda item: item.model)
restorers: Registry[Restorer] = Registry("restorers", Restorer, lambda item: item.model)
KIND_LABELS: dict[str, Any] = {}


def declare_kinds(**labels: Any) -> None:
    """How kinds of entries read ("role_given": "a reçu le profil"); unknown ones read as their code."""
    KIND_LABELS.update(labels)
