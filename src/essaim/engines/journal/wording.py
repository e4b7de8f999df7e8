"""Entries in French: who, when, from where, which fields from what to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from essaim.engines.rights import api as rights
from essaim.kit.ui.formats import day, moment

from .describing import KIND_LABELS, Describer, describers
from .kinds import SIGN_IN_METHODS
from .models import Entry

SAID_ELSEWHERE = {"id", "version", "created_at", "created_by", "changed_at", "changed_by"}
SHOWN = 5
TONES = {"created": "success", "deleted": "danger", "erased": "danger", "read": "info"}
ICONS = {
    "created": "plus", "changed": "pencil", "deleted": "trash", "read": "eye", "erased": "ban", "exported": "download",
}  # fmt: skip


@dataclass(frozen=True)
class FieldChange:
    """`old` and `new` as text, "" when empty. `erased`: the values are no longer known; `masked`: they
    are sensitive and were not asked for."""

    name: str
    label: str
    old: str
    new: str
    erased: bool = False
    masked: bool = False
    restorable: bool = False


@dataclass(frozen=True)
class Told:
    """An entry ready to be shown."""

    entry: Entry
    who: str
    where: str
    what: str
    tone: str
    icon: str
    changes: list[FieldChange] = field(default_factory=list)
    hidden: int = 0

    @property
    def more(self) -> int:
        """Changes beyond those that a line of the journal's page shows."""
        return max(0, len(self.changes) - SHOWN)

    @property
    def long(self) -> bool:
        """A creation lists every field: it is folded."""
        return self.entry.kind != "changed" and len(self.changes) > SHOWN

    @property
    def note(self) -> str:
        if self.entry.kind in {"signed_in", "sign_in_refused"}:
            return str(SIGN_IN_METHODS.get(self.entry.note, self.entry.note))
        return self.entry.note


def tell(user: Any, entries: Iterable[Entry], restorable: Any = None, reveal: bool = False) -> list[Told]:
    """The entries as `user` may read them. `restorable(name)`: may the old value of a field be put back?

    With `reveal`, sensitive values are shown: the caller keeps that look in the journal first.
    Values are put into words field by field over the whole page, so that the names of linked records
    cost one query a field and not one an entry.
    """
    entries = list(entries)
    texts = _texts(user, entries)
    return [_told(user, entry, texts, restorable, reveal) for entry in entries]


def sensitive_names(user: Any, entries: Iterable[Entry]) -> set[str]:
    """The sensitive fields whose values these entries hold and `user` may read."""
    return {
        name
        for entry in entries
        for name, _pair in _pairs(entry)
        if is_sensitive(entry.model, name) and visible(user, entry.model, name)
    }


def is_sensitive(model: str, name: str) -> bool:
    return model in describers and describers.get(model).sensitive(name)


def who_of(entry: Entry) -> str:
    if entry.actor_id is None:
        return _("L’outil")
    who = str(entry.actor) if entry.actor else _("Compte supprimé n° %d") % entry.actor_id
    if entry.acting_for_id:
        seen = str(entry.acting_for) if entry.acting_for else f"n° {entry.acting_for_id}"
        return _("%(who)s, en voyant l’outil comme %(seen)s") % {"who": who, "seen": seen}
    return who


def where_of(entry: Entry) -> str:
    channels = {
        "web": _("sur le site"),
        "api": _("par l’API"),
        "worker": _("par une tâche de fond"),
        "command": _("en ligne de commande"),
    }
    parts = [channels.get(entry.channel, entry.channel)]
    if entry.origin:
        parts.append(entry.origin)
    return ", ".join(parts)


def what_of(entry: Entry) -> str:
    return str(KIND_LABELS.get(entry.kind, entry.kind))


def model_label(label: str) -> str:
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


Texts = dict[tuple[str, str], dict[str, str]]


def _texts(user: Any, entries: list[Entry]) -> Texts:
    """{(model, field): {repr of a value: its text}} for every value the entries hold."""
    values: dict[tuple[str, str], dict[str, Any]] = {}
    for entry in entries:
        for name, pair in _pairs(entry):
            known = values.setdefault((entry.model, name), {})
            known.update((repr(value), value) for value in pair)
    return {
        place: dict(zip(known, _display(user, *place, list(known.values())), strict=True))
        for place, known in values.items()
    }


def _pairs(entry: Entry) -> list[tuple[str, list[Any]]]:
    if entry.kind in {"read", "erased"}:
        return []
    return [(name, pair) for name, pair in entry.fields.items() if name not in SAID_ELSEWHERE]


def _told(user: Any, entry: Entry, texts: Texts, restorable: Any, reveal: bool) -> Told:
    changes, hidden = [], 0
    for name, pair in _pairs(entry):
        if (label := label_of(entry.model, name)) is None:
            continue
        if not visible(user, entry.model, name):
            hidden += 1
            continue
        changes.append(_changed(entry, name, str(label), pair, texts, restorable, reveal))
    if entry.kind == "read":
        labels = [label_of(entry.model, name) for name in entry.fields]
        changes = [FieldChange("", str(label), "", "") for label in labels if label]
    tone, icon = TONES.get(entry.kind, "neutral"), ICONS.get(entry.kind, "point")
    return Told(entry, who_of(entry), where_of(entry), what_of(entry), tone, icon, changes, hidden)


def _changed(
    entry: Entry, name: str, label: str, pair: list[Any], texts: Texts, restorable: Any, reveal: bool
) -> FieldChange:
    erased = Entry.ERASED in pair
    masked = not reveal and is_sensitive(entry.model, name)
    words = {} if erased or masked else texts[entry.model, name]
    old, new = (words.get(repr(value), "") for value in pair)
    can_restore = bool(restorable and entry.kind == "changed" and not erased and restorable(name))
    return FieldChange(name, label, old, new, erased, masked, can_restore)


def visible(user: Any, model: str, name: str) -> bool:
    return describers.get(model).visible(user, name) if model in describers else True


def label_of(model: str, name: str) -> Any:
    """The field's name in French; None for a field that readers have no use for."""
    if model in describers:
        return describers.get(model).label(name)
    found = _field(model, name)
    if found is None:
        return WORDS.get(name, name)
    return found.verbose_name if getattr(found, "editable", True) else None


WORDS = {"role": "profil"}


def _field(model: str, name: str) -> Any:
    try:
        return apps.get_model(model)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None


def _display(user: Any, model: str, name: str, values: list[Any]) -> list[str]:
    describer: Describer | None = describers.get(model) if model in describers else None
    known = [value for value in values if value not in (None, Entry.ERASED)]
    if describer is not None and describer.display is not None:
        texts = describer.display(user, name, known)
    else:
        texts = plain_texts(user, _field(model, name), known)
    found = {repr(key): text for key, text in texts}
    return [found.get(repr(value), "") for value in values]


def plain_texts(user: Any, found: Any, values: list[Any]) -> list[tuple[Any, str]]:
    """(value, text) for raw values of a Django field; linked records only by name if `user` sees them."""
    related = getattr(found, "related_model", None)
    if related is not None:
        return _linked(user, related, values)
    choices = dict(getattr(found, "flatchoices", None) or ())
    return [(value, _chosen(choices, value) or _plain(found, value)) for value in values]


def _chosen(choices: dict[Any, Any], value: Any) -> str:
    """The wording of a choice; lists and mappings, which JSON fields hold, are never one."""
    return "" if isinstance(value, (dict, list)) else str(choices.get(value, ""))


def _plain(found: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(found, models.DateTimeField) and isinstance(value, str):
        return str(moment(parse_datetime(value) or value))
    if isinstance(found, models.DateField) and isinstance(value, str):
        return str(day(parse_date(value) or value))
    if isinstance(value, list):
        return ", ".join(_plain(None, item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} : {_plain(None, item)}" for key, item in value.items())
    return str(value)


def _linked(user: Any, related: type[models.Model], values: list[Any]) -> list[tuple[Any, str]]:
    ids = {key for value in values for key in (value if isinstance(value, list) else [value])}
    rows: Any = related._base_manager.filter(pk__in=ids)
    label = related._meta.label_lower
    if any(guard.model == label for guard in rights.guards):
        rows = rights.visible(user, rows)
    names = {row.pk: str(row) for row in rows}
    hidden = _("(fiche n° %s)")

    def text(value: Any) -> str:
        keys = value if isinstance(value, list) else [value]
        return ", ".join(names.get(key, hidden % key) for key in keys)

    return [(value, text(value)) for value in values]
