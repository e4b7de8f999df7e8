"""Writing the draft of a form."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.forms.models import Form
from essaim.engines.records.api import lock, record_types
from essaim.engines.rights.api import require
from essaim.kit.writing import writing

LARGEST = 400_000


def form_type() -> Any:
    return record_types.get("forms")


def locked(actor: Any, pk: int, action: str = "change") -> Form:
    form: Any = lock(form_type(), pk)
    require(actor, action, "forms", form, form_type().guard)
    return form


def do_edit(*, actor: Any, form: Form, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Form:
    """`change` is given the draft as it stands now and returns the next one; it raises ValidationError."""
    with writing(actor):
        current = locked(actor, form.pk)
        draft = change(current.draft)
        if len(json.dumps(draft)) > LARGEST:
            raise ValidationError(_("Ce formulaire devient trop long."))
        current.draft = draft
        touch(current, actor)
        current.draft_number += 1
        current.save()
    return current


def touch(form: Form, actor: Any) -> None:
    form.version += 1
    form.changed_at, form.changed_by = timezone.now(), actor
