"""How documents read on pages: who sees them, what they are attached to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.engines.accounts.api import User
from essaim.engines.records.api import address_of, base_queryset, record_types, title_of
from essaim.engines.rights.api import can, who_can_see

from .audience import PARTS, Line, audience_people
from .models import Document


@dataclass(frozen=True)
class Beside:
    """A record a document is attached to, as its reader sees it."""

    label: str
    title: str
    url: str
    icon: str


def sentences(expression: list[Line]) -> list[str]:
    """Each line in words: "réseau Horizon ou Coopsol, en Loire-Atlantique"."""
    names: dict[str, dict[int, str]] = {}
    for part, model in PARTS.items():
        keys = {key for line in expression for key in line.get(part, ())}
        names[part] = dict(model._base_manager.filter(pk__in=keys).values_list("pk", "name"))
    return [_sentence(line, names) for line in expression]


def _sentence(line: Line, names: dict[str, dict[int, str]]) -> str:
    if not line:
        return _("Toutes les personnes qui ont accès à la bibliothèque")
    words = {
        part: _(" ou ").join(names[part].get(key, "?") for key in line[part])
        for part in PARTS
        if line.get(part)
    }
    said = []
    if "networks" in words:
        said.append(
            ngettext("membres du réseau %s", "membres des réseaux %s", len(line["networks"]))
            % words["networks"]
        )
    if "territories" in words:
        said.append(_("qui interviennent dans : %s") % words["territories"])
    if "groups" in words:
        said.append(ngettext("du groupe %s", "des groupes %s", len(line["groups"])) % words["groups"])
    text = _(", ").join(said)
    return text[:1].upper() + text[1:]


def audience_sentences(document: Document) -> list[str]:
    found = sentences(document.audience)
    if document.with_record:
        found.append(_("Les personnes qui voient une fiche à laquelle il est joint"))
    return found or [_("Seulement son responsable, et les gestionnaires de la bibliothèque")]


def seers_of(document: Document) -> list[Any]:
    """Everybody who sees it: [(user, [reasons])], each reason a role with its reach, by name."""
    guard = record_types.get("documents").guard
    found: dict[int, tuple[Any, list[str]]] = {}
    for seer in who_can_see(document, resource="documents", guard=guard):
        why = f"{seer.role.label} · {seer.reach_label}" if seer.reach else f"{seer.role.label}"
        for user in seer.users:
            found.setdefault(user.pk, (user, []))[1].append(why)
    return sorted(found.values(), key=lambda item: (item[0].last_name.lower(), item[0].first_name.lower()))


def would_see(document: Document, expression: list[Line]) -> int:
    """How many active accounts of the audience an expression names; the matrix may let fewer see documents."""
    return User.objects.filter(is_active=True).filter(audience_people(expression)).distinct().count()


def beside(user: Any, document: Document) -> tuple[list[Beside], int]:
    """The records it is attached to that `user` sees, and how many it does not show them."""
    rows = list(document.attachments.all())
    found = []
    for name in {row.record_type for row in rows}:
        if name not in record_types or not can(user, "view", record_types.get(name).resource):
            continue
        record_type = record_types.get(name)
        keys = [row.record_id for row in rows if row.record_type == name]
        for obj in base_queryset(user, record_type).filter(pk__in=keys):
            found.append(
                Beside(
                    str(record_type.label),
                    title_of(record_type, obj),
                    address_of(record_type, obj.pk),
                    record_type.icon,
                )
            )
    return sorted(found, key=lambda item: (item.label, item.title)), len(rows) - len(found)
