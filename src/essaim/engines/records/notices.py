"""What notifications may be about: every record type, under the rights of whoever is told. And @names in texts."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.notifications.api import (
    Found,
    Notice,
    NotificationKind,
    Rhythm,
    Subject,
    forget_about,
    kinds,
    notify_mentions,
    subjects,
)
from essaim.engines.rights.api import can
from essaim.kit import events
from essaim.kit.registry import Registry

from .catalogue import all_fields
from .declarations import RecordType, record_types
from .reading import address_of, titles

MENTIONED = "records.mentioned"


@Registry.derived
def _declare_subjects() -> None:
    for record_type in record_types:
        subjects.declare(Subject(record_type.name, partial(find, record_type)))


def find(record_type: RecordType, user: Any, keys: set[int]) -> dict[int, Found]:
    """The records among `keys` that `user` may open."""
    if not can(user, "view", record_type.resource):
        return {}
    return {
        pk: Found(title or str(record_type.label), address_of(record_type, pk))
        for pk, title in titles(user, record_type, keys).items()
    }


def _mentioned(notice: Notice) -> str:
    values = {"actor": notice.actor or _("Quelqu’un"), "title": notice.title}
    return _("%(actor)s vous a cité dans « %(title)s »") % values


kinds.declare(
    NotificationKind(
        MENTIONED,
        gettext_lazy("Mon nom est cité dans un texte"),
        gettext_lazy("Ce qu’on me dit"),
        _mentioned,
        icon="at",
        mail=Rhythm.NOW.value,
        order=10,
    )
)


def mention_values(record_type: RecordType, obj: Any) -> dict[str, str]:
    """The texts of `obj` in which a colleague may be named, by field."""
    fields = all_fields(record_type).values()
    return {
        field.name: getattr(obj, field.path, "") or ""
        for field in fields
        if field.mentions and not field.custom
    }


def tell_mentions(record_type: RecordType, obj: Any, actor: Any, before: dict[str, str]) -> None:
    """Tells those named since `before`, once even when several texts name them."""
    after = mention_values(record_type, obj)
    if after != before:
        notify_mentions(
            MENTIONED,
            actor=actor,
            text="\n".join(after.values()),
            before="\n".join(before.values()),
            subject=record_type.name,
            object_id=obj.pk,
        )


@events.subscribe("records.deleted")
def _deleted(*, type: str, id: int, actor: Any) -> None:
    forget_about(type, id)
