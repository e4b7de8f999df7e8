"""Rows that only point to a person: search, notifications, forms sent, webhooks, and privacy itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.directory.api import Person
from essaim.engines.notifications.api import forget_about
from essaim.engines.privacy.declarations import Erasing, PersonalPart, Section, parts
from essaim.engines.privacy.extracting import section_of
from essaim.engines.records.api import forget_webhook_bodies


def erase_notifications(erasing: Erasing) -> int:
    return forget_about("people", erasing.person.pk)


def erase_deliveries(erasing: Erasing) -> int:
    return forget_webhook_bodies("people", erasing.person.pk)


def export_own(person: Person) -> Iterable[Section]:
    from essaim.engines.privacy.models import PurgeItem

    rows = PurgeItem.objects.filter(object_id=person.pk, report__rule__type="people").select_related("report")
    yield section_of(
        _("Décisions sur la conservation de vos données"), rows, ("report", "base", "fate", "reason")
    )


def erase_own(erasing: Erasing) -> int:
    from essaim.engines.privacy.models import PurgeItem

    rows = PurgeItem.objects.filter(object_id=erasing.person.pk, report__rule__type="people")
    return rows.exclude(reason="").update(reason="")


parts.declare(
    PersonalPart(
        "search", gettext_lazy("Index de recherche"), ("search.Entry",), order=800,
        kept=gettext_lazy("L’index suit chaque fiche : ce qui est effacé n’y est plus."),
    ),
    PersonalPart(
        "notifications", gettext_lazy("Notifications"), ("notifications.Notification",), erase=erase_notifications,
        order=810,
    ),
    PersonalPart(
        "records.webhooks", gettext_lazy("Messages envoyés à d’autres outils"), ("records.WebhookDelivery",),
        erase=erase_deliveries, order=820,
    ),
    PersonalPart(
        "records.submissions", gettext_lazy("Formulaires envoyés"), ("records.Submission",), order=830,
        kept=gettext_lazy("Un numéro de fiche, effacé de lui-même au bout d’une semaine."),
    ),
    PersonalPart(
        "privacy", gettext_lazy("Décisions de conservation"), ("privacy.PurgeItem",), export_own, erase_own, order=840
    ),
)  # fmt: skip
