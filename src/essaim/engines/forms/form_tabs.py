"""What the pages of one form share: its header, its tabs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.engines.records.api import address_of, record_types
from essaim.engines.rights.api import can

from .choices import Status
from .models import Form

TONES = {Status.DRAFT: "neutral", Status.OPEN: "success", Status.CLOSED: "warning"}


def form_context(request: HttpRequest, form: Form, active: str) -> dict[str, Any]:
    user = request.user
    record_type = record_types.get("forms")
    may_change = can(user, "change", "forms", form, record_type.guard)
    tabs = [_tab(_("Réglages"), address_of(record_type, form.pk), "settings", active == "settings")]
    if may_change:
        tabs += [
            _tab(
                _("Questions"),
                reverse("forms:build", kwargs={"pk": form.pk}),
                "list-details",
                active == "build",
            ),
            _tab(_("Voix"), reverse("forms:parties", kwargs={"pk": form.pk}), "users", active == "parties"),
            _tab(
                _("Scores"), reverse("forms:scores", kwargs={"pk": form.pk}), "calculator", active == "scores"
            ),
        ]
        if form.languages:
            tabs.append(
                _tab(
                    _("Langues"),
                    reverse("forms:languages", kwargs={"pk": form.pk}),
                    "language",
                    active == "languages",
                )
            )
        if not form.anonymous:
            tabs.append(
                _tab(
                    _("Fiches"),
                    reverse("forms:feeds", kwargs={"pk": form.pk}),
                    "transform",
                    active == "feeds",
                )
            )
        tabs.append(
            _tab(_("Diffusion"), reverse("forms:share", kwargs={"pk": form.pk}), "send", active == "share")
        )
    if can(user, "view", "form_answers"):
        tabs.append(
            _tab(
                _("Réponses"),
                reverse("forms:results", kwargs={"pk": form.pk}),
                "chart-bar",
                active == "results",
            )
        )
    return {
        "form_obj": form,
        "tabs": tabs,
        "tone": TONES[Status(form.status)],
        "list_url": reverse("records:list", kwargs={"slug": record_type.slug}),
        "detail_url": address_of(record_type, form.pk),
        "may_change": may_change,
    }


def _tab(label: str, url: str, icon: str, active: bool) -> dict[str, Any]:
    return {"label": label, "url": url, "icon": icon, "active": active}
