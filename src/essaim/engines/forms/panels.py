"""Forms about a record, on its page."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Panel, panels, type_of
from essaim.engines.rights.api import can

from .definition.parts import read
from .queries import openable_forms, responses_about


def load(user: Any, obj: models.Model) -> dict[str, Any] | None:
    record_type = type_of(obj)
    if record_type is None or record_type.name == "forms":
        return None
    found = responses_about(user, record_type.name, obj.pk)
    lines = []
    for response in found:
        voices = list(response.voices.all())
        done = sum(voice.state == "sent" for voice in voices)
        lines.append((response, done, len(voices)))
    openable = []
    if can(user, "create", "form_answers"):
        openable = [
            (form, read(form.published.definition).parties) for form in openable_forms(user) if form.published
        ]
    return {"lines": lines, "openable": openable, "type_name": record_type.name, "pk": obj.pk}


TAB: Any = _("Formulaires")

panels.declare(
    Panel(
        "forms.about", _("Formulaires et grilles"), "forms/_panel.html", load, ("people", "organisations"),
        tab=TAB, order=60, right=("view", "form_answers"),
    )
)  # fmt: skip
