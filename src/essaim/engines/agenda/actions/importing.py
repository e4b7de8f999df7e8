"""Bringing in a calendar file: looked at first, then written, then undone if need be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from essaim.engines.agenda.expanding import rebuild
from essaim.engines.agenda.models import Event, IcsImport, Occurrence
from essaim.engines.agenda.reading_ics import Parsed, read
from essaim.engines.records.api import change, create, delete, lock, record_types
from essaim.engines.rights.api import can, require
from essaim.kit.writing import snapshot, writing

from .occurrences import copied

COMPARED = (
    "title", "start", "end", "all_day", "zone", "location", "notes", "repeat", "every", "weekdays", "until", "times",
)  # fmt: skip
BLANK: dict[str, Any] = {"repeat": "none", "every": 1, "weekdays": [], "until": None, "times": None}


@dataclass
class Line:
    """`state`: "new" | "changed" | "same" | "refused"."""

    parsed: Parsed
    state: str
    event: Event | None = None
    why: str = ""


def do_upload(*, actor: Any, file_name: str, content: str, zone: str) -> IcsImport:
    """Kept to be looked at. Raises ValidationError for what is no calendar."""
    require(actor, "create", "events")
    read(content, zone)
    with writing(actor) as work:
        made = IcsImport.objects.create(owner=actor, file_name=file_name[:200], content=content)
        work.created(made)
    return made


def plan(actor: Any, content: str, zone: str) -> list[Line]:
    """What importing would do, event by event."""
    parsed = read(content, zone)
    known = _known(actor, {item.uid for item in parsed})
    return [_line(actor, item, known.get(item.uid)) for item in parsed]


def _known(actor: Any, uids: set[str]) -> dict[str, Event]:
    """Events that carry these names: brought in before, or written by our own files."""
    from essaim.engines.agenda.ical import uid_of

    rows = Event.objects.for_user(actor).prefetch_related("occurrences")
    found = {event.uid: event for event in rows.filter(uid__in=uids).order_by("-pk")}
    own = [uid.split("@")[0].removeprefix("evenement-") for uid in uids if uid.startswith("evenement-")]
    keys = [int(key) for key in own if key.isdecimal() and len(key) < 18]
    found |= {uid_of(event): event for event in rows.filter(pk__in=keys, uid="")}
    return found


def _line(actor: Any, parsed: Parsed, event: Event | None) -> Line:
    if parsed.refusal:
        return Line(parsed, "refused", event, parsed.refusal)
    if event is None:
        return Line(parsed, "new")
    if not _differs(parsed, event):
        return Line(parsed, "same", event)
    if not can(actor, "change", "events", event):
        return Line(parsed, "refused", event, _("Vous ne pouvez pas modifier cet événement."))
    return Line(parsed, "changed", event)


def _differs(parsed: Parsed, event: Event) -> bool:
    wanted = {**BLANK, **parsed.values}
    if any((wanted.get(name) or None) != (getattr(event, name) or None) for name in COMPARED):
        return True
    if event.rule != parsed.rule or sorted(event.extra_dates) != sorted(parsed.extra):
        return True
    rows = {row.original: row for row in event.occurrences.all() if row.edited}
    told = {item.original: item for item in parsed.exceptions}
    if set(rows) != set(told):
        return True
    return any(_apart(rows[key]) != _told(told[key], event) for key in rows)


def _apart(row: Occurrence) -> tuple[Any, ...]:
    return (None, None, "", "") if row.cancelled else (row.start, row.end, row.title, row.location)


def _told(item: Any, event: Event) -> tuple[Any, ...]:
    if item.start is None:
        return None, None, "", ""
    title = "" if item.title == event.title else item.title
    return item.start, item.end, title, "" if item.location == event.location else item.location


def do_import(*, actor: Any, imported: IcsImport, zone: str, values: dict[str, Any]) -> IcsImport:
    """Writes what `plan` told, all or nothing. `values`: given to each new event (networks, category)."""
    require(actor, "create", "events")
    with writing(actor, origin=f"ics {imported.pk}") as work:
        current = IcsImport.objects.select_for_update().get(pk=imported.pk)
        if current.status != IcsImport.Status.PREVIEW:
            return current
        before = snapshot(current)
        for line in plan(actor, current.content, zone):
            if line.state == "new":
                made = _create(actor, line.parsed, values)
                current.created.append([made.pk, made.version])
            elif line.state == "changed" and line.event is not None:
                kept = _kept(line.event)
                changed = _change(actor, line.event, line.parsed)
                current.changed.append([changed.pk, changed.version, kept])
            elif line.state == "refused":
                current.refused.append([line.parsed.title, line.why])
        current.status, current.content = IcsImport.Status.DONE, ""
        current.save()
        work.changed(current, before)
    return current


def _create(actor: Any, parsed: Parsed, values: dict[str, Any]) -> Event:
    given = {name: value for name, value in parsed.values.items() if name not in ("repeat", "until", "times")}
    made: Any = create(actor=actor, record_type=record_types.get("events"), values={**values, **given})
    return _write_rule(made, parsed.uid, parsed)


def _change(actor: Any, event: Event, parsed: Parsed) -> Event:
    given = {**BLANK, **parsed.values}
    given |= {"repeat": "none", "until": None, "times": None}
    changed: Any = change(actor=actor, record_type=record_types.get("events"), obj=event, values=given)
    if changed.version == event.version:
        changed.version += 1
    return _write_rule(changed, changed.uid, parsed)


def _write_rule(event: Event, uid: str, parsed: Parsed) -> Event:
    """The rule, the dates added and the dates apart, as the file has them."""
    event.uid, event.rule, event.extra_dates = uid, parsed.rule, parsed.extra
    for name in ("repeat", "until", "times"):
        setattr(event, name, parsed.values.get(name, BLANK[name]))
    event.full_clean(exclude=["owner"])
    event.save()
    event.occurrences.all().delete()
    rebuild(event)
    for item in parsed.exceptions:
        start, end, title, location = _told(item, event)
        _put_apart(event, item.original, start, end, title, location)
    return event


def _put_apart(
    event: Event, original: datetime, start: Any, end: Any, title: str = "", location: str = ""
) -> None:
    event.occurrences.filter(original=original).delete()
    row = Occurrence(event=event, original=original, edited=True, cancelled=start is None, title=title)
    row.location = location
    row.place(start or original, end or original)
    row.save()


def _kept(event: Event) -> dict[str, Any]:
    """Everything the import may change, as JSON."""
    values = {name: _plain(value) for name, value in copied(event).items()}
    apart = [
        [row.original.isoformat(), *(_plain(item) for item in _apart(row))]
        for row in event.occurrences.filter(edited=True)
    ]
    return {"values": values, "rule": event.rule, "extra": event.extra_dates, "apart": apart}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def do_undo(*, actor: Any, imported: IcsImport) -> tuple[int, int]:
    """(given back, left alone because written since or out of one's rights)."""
    assert imported.owner_id == actor.pk
    back = left = 0
    with writing(actor, origin=f"ics {imported.pk}") as work:
        current = IcsImport.objects.select_for_update().get(pk=imported.pk)
        if current.status != IcsImport.Status.DONE:
            raise ValidationError(_("Cet import est déjà annulé."))
        before = snapshot(current)
        for key, version, *kept in [*current.created, *current.changed]:
            done = _undo_one(actor, key, version, kept[0] if kept else None)
            back, left = back + done, left + (not done)
        current.status = IcsImport.Status.UNDONE
        current.save()
        work.changed(current, before)
    return back, left


def _undo_one(actor: Any, key: int, version: int, kept: dict[str, Any] | None) -> bool:
    record_type = record_types.get("events")
    event: Any = Event._base_manager.filter(pk=key).first()
    if event is None or event.version != version:
        return False
    try:
        if kept is None:
            delete(actor=actor, record_type=record_type, obj=event)
        else:
            require(actor, "change", "events", event, record_type.guard)
            _give_back(actor, lock(record_type, key), kept)
    except PermissionDenied:
        return False
    return True


def _give_back(actor: Any, event: Any, kept: dict[str, Any]) -> None:
    values = {**dict.fromkeys(("location", "notes")), **BLANK, **kept["values"]}
    for name in ("start", "end"):
        values[name] = datetime.fromisoformat(values[name])
    values["until"] = parse_date(values["until"]) if values["until"] else None
    parsed = Parsed(event.uid, values["title"], dict(values), kept["rule"], kept["extra"])
    values |= {"repeat": "none", "until": None, "times": None}
    changed: Any = change(actor=actor, record_type=record_types.get("events"), obj=event, values=values)
    _write_rule(changed, changed.uid, parsed)
    for original, *moments, title, location in kept["apart"]:
        start, end = (datetime.fromisoformat(text) if text else None for text in moments)
        _put_apart(changed, datetime.fromisoformat(original), start, end, title, location)
