"""Finding the object an address names, for whoever may see it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from .decisions import visible
from .declarations import guards


def find_visible(user: Any, model: str, pk: str) -> models.Model | None:
    """The object `model` ("app.model") `pk` if `user` may see it; None as well when it does not exist.

    Where several record types stand on one model, one through which it is seen is enough.
    """
    found = [guard for guard in guards if guard.model == model]
    if not found:
        return None
    rows = apps.get_model(model)._base_manager.all()
    for guard in found:
        try:
            obj = visible(user, rows.filter(**dict(guard.where)), guard).filter(pk=pk).first()
        except (ValueError, TypeError, ValidationError):
            return None
        if obj is not None:
            return obj
    return None
