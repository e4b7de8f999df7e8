"""What the library tells people: a document to re-read, a favourite that changed; what is new, for the digest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.notifications.api import (
    DigestBlock,
    Line,
    Notice,
    NotificationKind,
    Rhythm,
    digest_blocks,
    kinds,
    notify,
)
from essaim.engines.records.api import address_of, record_types
from essaim.engines.rights.api import can
from essaim.kit import events

from .models import Document, Favourite
from .newness import new_documents

GROUP = gettext_lazy("Bibliothèque")
LATE_DAYS = 3
LINES = 15


def _to_review(notice: Notice) -> str:
    return _("À relire : « %s »") % notice.title


def _changed(notice: Notice) -> str:
    return _("Une nouvelle version de « %s », que vous gardez en favori") % notice.title


def sees_documents(user: Any) -> bool:
    return can(user, "view", "documents")


kinds.declare(
    NotificationKind(
        "library.review", gettext_lazy("Un document dont je suis responsable est à relire"), GROUP, _to_review,
        "documents", "clock", Rhythm.DAILY.value, order=60, available=sees_documents,
    ),
    NotificationKind(
        "library.favourite_changed", gettext_lazy("Un de mes documents favoris a changé"), GROUP, _changed,
        "documents", "star", Rhythm.DAILY.value, order=61, available=sees_documents,
    ),
)  # fmt: skip


@events.subscribe("library.version_added")
def _tell_changed(*, id: int, version: int, actor: Any) -> None:
    keeping = Favourite.objects.filter(document=id).values_list("user", flat=True)
    notify("library.favourite_changed", keeping, object_id=id, actor=actor)


def tell_to_review() -> None:
    """Once for each document and day given, to whoever is responsible for it."""
    today = timezone.localdate()
    due = Document.objects.filter(
        review_on__range=(today - timedelta(days=LATE_DAYS), today), replaced_by=None, owner__is_active=True
    )
    for pk, owner, day in due.values_list("pk", "owner", "review_on"):
        notify("library.review", [owner], object_id=pk, once=str(day))


def _new(user: Any, since: datetime) -> Iterator[Line]:
    record_type = record_types.get("documents")
    for document in new_documents(user, since).select_related("collection")[:LINES]:
        hint = str(document.collection or document.get_kind_display())
        yield Line(document.title, address_of(record_type, document.pk), hint)


digest_blocks.declare(
    DigestBlock("library.new", gettext_lazy("Nouveau dans la bibliothèque"), _new, Rhythm.WEEKLY.value, order=20,
                available=sees_documents)
)  # fmt: skip
