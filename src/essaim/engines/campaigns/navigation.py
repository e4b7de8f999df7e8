"""Where campaigns are reached from: the palette, every list one may write to."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import ListLink, RecordType, list_links
from essaim.kit.navigation import NavEntry, PaletteCommand, commands, entries

from .audience import audiences


def _write_url(record_type: RecordType, query: str) -> str:
    if record_type.name not in audiences:
        return ""
    return f"{reverse('campaigns:new')}?type={record_type.slug}" + (f"&{query}" if query else "")


list_links.declare(
    ListLink(
        "campaigns.write",
        _("Écrire à toute cette liste…"),
        "speakerphone",
        _write_url,
        right=("create", "campaigns"),
        order=10,
    )
)  # fmt: skip
entries.declare(
    NavEntry(
        "campaigns.archive", _("Lettres reçues"), "campaigns:archive", "news", group=_("Messages"), group_order=30,
        order=70,
    ),
    NavEntry(
        "campaigns.blocked", _("Adresses bloquées"), "campaigns:blocked", "mail-off", group=_("Messages"),
        group_order=30, order=80, right=("change", "campaigns"),
    ),
)  # fmt: skip
commands.declare(
    PaletteCommand(
        "campaigns.new", _("Nouvelle campagne"), "campaigns:new", "speakerphone",
        keywords="mailing emailing publipostage sms courrier lettre envoyer ecrire", right=("create", "campaigns"),
        create=True, order=60,
    ),
)  # fmt: skip
