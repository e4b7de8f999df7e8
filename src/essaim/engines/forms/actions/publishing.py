"""The life of a form: published, closed, opened again, copied."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from essaim.engines.forms.choices import Status
from essaim.engines.forms.declared import form_templates
from essaim.engines.forms.definition.faults import faults
from essaim.engines.forms.models import Form, Version
from essaim.engines.records.api import create
from essaim.engines.rights.api import require
from essaim.kit.writing import writing

from .building import form_type, locked, touch

COPIED = (
    "description", "thanks", "access", "several", "anonymous", "shows_score", "language", "languages",
    "reminder_days", "reminders_most",
)  # fmt: skip


def do_publish(*, actor: Any, form: Form) -> Version:
    """What is in the draft becomes the version that new answers are given on. Raises ValidationError."""
    with writing(actor) as work:
        current = locked(actor, form.pk)
        stops = [fault.text for fault in faults(current.draft, current.anonymous) if fault.stops]
        if stops:
            raise ValidationError(stops)
        latest = current.versions.first()
        if latest is None or latest.definition != current.draft:
            latest = Version.objects.create(
                form=current,
                number=latest.number + 1 if latest else 1,
                definition=current.draft,
                published_by=actor,
            )
        before = current.status
        current.published, current.status = latest, Status.OPEN
        touch(current, actor)
        current.save()
        work.noted(
            current, "changed", {"status": (before, current.status), "published": ("", str(latest.number))}
        )
    return latest


def do_set_status(*, actor: Any, form: Form, status: str) -> Form:
    with writing(actor) as work:
        current = locked(actor, form.pk)
        if current.published_id is None or status not in (Status.OPEN, Status.CLOSED):
            raise ValidationError(_("Ce formulaire n’a pas encore été publié."))
        before, current.status = current.status, status
        touch(current, actor)
        current.save()
        if before != status:
            work.noted(current, "changed", {"status": (before, status)})
    return current


def do_duplicate(*, actor: Any, form: Form, title: str = "") -> Form:
    """A draft alike, of `actor`: its answers and invitations stay behind."""
    values = {name: getattr(form, name) for name in COPIED}
    return _make(actor, title or _("%s (copie)") % form.title, form.draft, values)


def do_use_template(*, actor: Any, name: str, title: str = "") -> Form:
    """A form made from a ready one of a module."""
    template = form_templates.get(name)
    values = {"description": str(template.description), **template.settings}
    return _make(actor, title or str(template.title), template.definition(), values, code=name)


def _make(actor: Any, title: str, definition: dict[str, Any], values: dict[str, Any], code: str = "") -> Form:
    require(actor, "create", "forms")
    with writing(actor):
        made: Any = create(actor=actor, record_type=form_type(), values={**values, "title": title[:200]})
        made.draft, made.code = deepcopy(definition), code
        made.save()
    return made


def ready_form(*, actor: Any, name: str) -> Form:
    """The published form that stands for a module's ready form, made and published the first time."""
    known = Form._base_manager.filter(code=name, published__isnull=False).exclude(status=Status.DRAFT)
    found = known.order_by("pk").first()
    if found is not None:
        return found
    with writing(actor):
        made = do_use_template(actor=actor, name=name)
        do_publish(actor=actor, form=made)
    return Form._base_manager.get(pk=made.pk)
