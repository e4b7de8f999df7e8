"""From a campaign's record to its work; on a person's page what was written to them; writing to chosen rows."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.records.api import BulkAction, Panel, base_queryset, bulk_actions, panels, record_types
from essaim.engines.rights.api import can

from .actions.content import do_start_campaign
from .choices import Kind
from .forms import BulkCampaignForm
from .models import Campaign
from .queries import messages_to, progress_of, segment_in_words


def load_work(user: Any, obj: models.Model) -> dict[str, Any]:
    campaign: Any = obj
    editable = campaign.is_editable and campaign.kind != Kind.AUTOMATIC
    key = {"pk": campaign.pk}
    steps = [
        (reverse("campaigns:text", kwargs=key), _("Écrire le message"), "pencil"),
        (reverse("campaigns:recipients", kwargs=key), _("Destinataires"), "users"),
        (reverse("campaigns:messages", kwargs=key), _("Suivi"), "chart-bar"),
    ]
    main = steps.pop(0 if editable or campaign.kind == Kind.AUTOMATIC else 2)
    said = [segment_in_words(user, campaign)]
    progress = progress_of(campaign)
    if progress["total"]:
        said.append(_("%(done)s messages partis sur %(total)s") % progress)
    return {
        "main_url": main[0], "main_label": main[1], "main_icon": main[2], "links": steps,
        "said": " · ".join(part for part in said if part),
    }  # fmt: skip


def load_letter(user: Any, obj: models.Model) -> dict[str, Any]:
    url = reverse("campaigns:letter", kwargs={"pk": obj.pk})
    return {
        "main_url": url,
        "main_label": _("Numéros, sources et lecteurs"),
        "main_icon": "news",
        "links": [],
        "said": "",
    }


def load_received(user: Any, obj: models.Model) -> dict[str, Any] | None:
    if not can(user, "view", "campaigns"):
        return None
    received = messages_to(user, obj)
    return {"received": received} if received else None


def write_to(*, actor: Any, ids: list[int], values: dict[str, Any], type_name: str) -> str:
    """A draft to the chosen rows that `actor` may see, and to no others."""
    seen = base_queryset(actor, record_types.get(type_name)).filter(pk__in=ids)
    keys = sorted(seen.values_list("pk", flat=True))
    campaign = do_start_campaign(
        actor=actor, name=values["name"], channel=values["channel"], purpose=values["purpose"],
        segment={"type": type_name},
    )  # fmt: skip
    Campaign.objects.filter(pk=campaign.pk).update(frozen_ids=keys)
    return _("La campagne « %(name)s » est prête à écrire pour %(n)s fiches : vous la trouvez dans Campagnes.") % {
        "name": campaign.name, "n": len(keys),
    }  # fmt: skip


def write_to_people(*, actor: Any, ids: list[int], values: dict[str, Any]) -> str:
    return write_to(actor=actor, ids=ids, values=values, type_name="people")


def write_to_organisations(*, actor: Any, ids: list[int], values: dict[str, Any]) -> str:
    return write_to(actor=actor, ids=ids, values=values, type_name="organisations")


panels.declare(
    Panel(
        "campaigns.work", gettext_lazy("Message"), "campaigns/panel.html", load_work,
        ("campaigns", "automatic_messages", "newsletter_issues"), order=1,
    ),
    Panel(
        "campaigns.letter", gettext_lazy("La lettre"), "campaigns/panel.html", load_letter, ("newsletters",), order=1
    ),
    Panel(
        "campaigns.received", gettext_lazy("Messages reçus"), "campaigns/received.html", load_received,
        ("people", "organisations"), aside=True, order=40,
    ),
)  # fmt: skip
bulk_actions.declare(
    BulkAction(
        "campaigns.people", gettext_lazy("Écrire à la sélection"), write_to_people, ("people",), "view",
        "speakerphone", BulkCampaignForm, right=("create", "campaigns"),
    ),
    BulkAction(
        "campaigns.organisations", gettext_lazy("Écrire à la sélection"), write_to_organisations, ("organisations",),
        "view", "speakerphone", BulkCampaignForm, right=("create", "campaigns"),
    ),
)  # fmt: skip
