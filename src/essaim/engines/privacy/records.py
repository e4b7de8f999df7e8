"""What privacy adds to lists: a retention rule on what a list shows."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import ListLink, RecordType, list_links


def rule_url(record_type: RecordType, query: str) -> str:
    address = reverse("privacy:rule_new", kwargs={"slug": record_type.slug})
    return f"{address}?{query}" if query else address


list_links.declare(
    ListLink(
        "privacy.rule",
        _("Régler leur conservation"),
        "clock",
        rule_url,
        order=80,
        right=("create", "retention"),
    )
)
