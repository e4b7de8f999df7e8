"""From a calendar file to what an event is made of. Whatever is not understood is told, never guessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .choices import CODES, ZONES, Repeat
from .outside.expanding import is_too_often

MOST_EVENTS = 500
KNOWN = dict(ZONES)
SIMPLE = {"DAILY": Repeat.DAILY, "WEEKLY": Repeat.WEEKLY, "MONTHLY": Repeat.MONTHLY, "YEARLY": Repeat.YEARLY}


@dataclass
class Apart:
    """One date out of the rule; all moments UTC. Cancelled when `start` is None."""

    original: datetime
    start: datetime | None = None
    end: datetime | None = None
    title: str = ""
    location: str = ""


@dataclass
class Parsed:
    """`values`: as `records.create` takes them; `rule` and `extra`: see `Event`. `refusal`: why it cannot be."""

    uid: str
    title: str
    values: dict[str, Any] = field(default_factory=dict)
    rule: str = ""
    extra: list[str] = field(default_factory=list)
    exceptions: list[Apart] = field(default_factory=list)
    refusal: str = ""
    remarks: list[str] = field(default_factory=list)


class NotUnderstood(Exception):
    """This event cannot be kept; the message says why."""


def read(content: str, own_zone: str) -> list[Parsed]:
    """The events of a file, those of one UID together. Raises ValidationError for what is no calendar."""
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(content)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        raise ValidationError(_("Ce fichier n’est pas un agenda (.ics) lisible.")) from None
    parts = list(calendar.walk("VEVENT"))
    if not parts:
        raise ValidationError(_("Ce fichier ne contient aucun événement."))
    by_uid: dict[str, list[Any]] = {}
    for rank, part in enumerate(parts):
        by_uid.setdefault(_text(part, "UID")[:255] or f"sans-nom-{rank}", []).append(part)
    if len(by_uid) > MOST_EVENTS:
        text = _("Ce fichier a %(n)s événements ; %(most)s au plus à la fois : coupez-le en plusieurs.")
        raise ValidationError(text % {"n": len(by_uid), "most": MOST_EVENTS})
    return [_one(uid, group, own_zone) for uid, group in by_uid.items()]


def _one(uid: str, parts: list[Any], own_zone: str) -> Parsed:
    main = next((part for part in parts if "RECURRENCE-ID" not in part), parts[0])
    found = Parsed(uid, _text(main, "SUMMARY")[:200] or _("Sans titre"))
    try:
        _fill(found, main, own_zone)
        for part in parts:
            if part is not main and "RECURRENCE-ID" in part:
                found.exceptions.append(_moved(part, found))
    except NotUnderstood as error:
        found.refusal = str(error)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError):
        found.refusal = _("Mal écrit dans le fichier.")
    return found


def _fill(found: Parsed, main: Any, own_zone: str) -> None:
    if "DTSTART" not in main:
        raise NotUnderstood(_("Sans date de début."))
    start = main["DTSTART"].dt
    whole = not isinstance(start, datetime)
    zone = own_zone if whole else _zone(start, own_zone, "RRULE" in main, found)
    end = _end(main, start, whole)
    found.values = {
        "title": found.title,
        "start": _utc(start, zone),
        "end": _utc(end, zone),
        "all_day": whole,
        "zone": zone,
        "location": _text(main, "LOCATION")[:200],
        "notes": str(main.get("DESCRIPTION", "")).replace("\x00", "")[:20_000],
    }
    if found.values["end"] < found.values["start"]:
        raise NotUnderstood(_("La fin vient avant le début."))
    if not 1970 <= start.year <= 2200:
        raise NotUnderstood(_("Une date hors du temps de cet agenda."))
    if str(main.get("STATUS", "")).upper() == "CANCELLED":
        raise NotUnderstood(_("Annulé par son organisateur."))
    _repeat(found, main, zone)


def _end(main: Any, start: Any, whole: bool) -> Any:
    if "DTEND" in main:
        end = main["DTEND"].dt
        if isinstance(end, datetime) == whole:
            raise NotUnderstood(_("Début et fin ne sont pas de la même sorte."))
        return max(end, start + timedelta(days=1)) if whole else end
    if "DURATION" in main:
        return start + main["DURATION"].dt
    return start + timedelta(days=1) if whole else start


def _zone(start: datetime, own_zone: str, repeats: bool, found: Parsed) -> str:
    """A zone of ours whose clock reads the same all year; a fixed moment is shown on the reader's clock."""
    if start.tzinfo is None:
        return own_zone
    name = str(getattr(start.tzinfo, "key", "") or start.tzinfo)
    if name in KNOWN and (name != "UTC" or repeats):
        return name
    if not repeats:
        return own_zone
    months = [start.replace(month=month, day=1) for month in range(1, 13)]
    for zone in (own_zone, *KNOWN):
        tz = ZoneInfo(zone)
        if all(moment.utcoffset() == moment.replace(tzinfo=tz).utcoffset() for moment in months):
            return zone
    found.remarks.append(_("L’heure de %(zone)s est inconnue ici : lu en temps universel.") % {"zone": name})
    return "UTC"


def _utc(moment: Any, zone: str) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(0))
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def _repeat(found: Parsed, main: Any, zone: str) -> None:
    rules = main.get("RRULE")
    if isinstance(rules, list):
        raise NotUnderstood(_("Plusieurs règles de répétition à la fois."))
    if rules is not None:
        _rule(found, rules, zone)
    for moment in _moments(main, "RDATE"):
        local = _utc(moment, zone).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        found.extra.append(local.isoformat())
    for moment in _moments(main, "EXDATE"):
        found.exceptions.append(Apart(_utc(moment, zone)))


def _moments(main: Any, name: str) -> list[Any]:
    given = main.get(name, [])
    lists = given if isinstance(given, list) else [given]
    moments = [item.dt for one in lists for item in one.dts]
    return [moment[0] if isinstance(moment, tuple) else moment for moment in moments][:1000]


def _rule(found: Parsed, rule: Any, zone: str) -> None:
    if is_too_often(rule):
        raise NotUnderstood(_("Se répète plus d’une fois par heure."))
    parts = {name.upper(): value for name, value in rule.items()}
    values, local = found.values, found.values["start"].astimezone(ZoneInfo(zone))
    if "COUNT" in parts:
        count = int(parts.pop("COUNT")[0])
        if count > 999:
            raise NotUnderstood(_("Plus de 999 dates."))
        values["times"] = count
    if "UNTIL" in parts:
        values["until"] = _until(parts.pop("UNTIL")[0], local, zone)
        if values["until"] < local.date():
            raise NotUnderstood(_("Se termine avant d’avoir commencé."))
    if not _simple(values, dict(parts), local):
        from icalendar import vRecur

        values["repeat"] = Repeat.CUSTOM.value
        found.rule = vRecur(parts).to_ical().decode()
        if len(found.rule) > 500:
            raise NotUnderstood(_("Règle de répétition trop longue."))


def _until(last: Any, local: datetime, zone: str) -> date:
    """The last day on which the rule may fall: the day before when it ends earlier in the day."""
    if not isinstance(last, datetime):
        return last  # type: ignore[no-any-return]
    there = _utc(last, zone).astimezone(ZoneInfo(zone))
    return there.date() if there.time() >= local.time() else there.date() - timedelta(days=1)


def _simple(values: dict[str, Any], parts: dict[str, Any], local: datetime) -> bool:
    """One of our own repetitions, if the rule is one."""
    freq = str(parts.pop("FREQ")[0]).upper()
    every = int(parts.pop("INTERVAL", [1])[0])
    week_start = str(parts.pop("WKST", ["MO"])[0]).upper()
    if freq not in SIMPLE or every > 999 or (week_start != "MO" and freq == "WEEKLY" and every > 1):
        return False
    weekdays: list[str] = []
    if freq == "WEEKLY" and "BYDAY" in parts:
        weekdays = [str(day).upper() for day in parts.pop("BYDAY")]
        if not set(weekdays) <= set(CODES) or CODES[local.weekday()] not in weekdays:
            return False
    if freq == "MONTHLY" and parts.get("BYMONTHDAY") == [local.day]:
        parts.pop("BYMONTHDAY")
    if freq == "YEARLY" and parts.get("BYMONTH") == [local.month] and parts.get("BYMONTHDAY") == [local.day]:
        parts.pop("BYMONTH"), parts.pop("BYMONTHDAY")
    if parts:
        return False
    values |= {"repeat": SIMPLE[freq].value, "every": every, "weekdays": weekdays}
    return True


def _moved(part: Any, found: Parsed) -> Apart:
    zone = found.values["zone"]
    original = _utc(part["RECURRENCE-ID"].dt, zone)
    if str(part.get("STATUS", "")).upper() == "CANCELLED":
        return Apart(original)
    start = part["DTSTART"].dt
    whole = not isinstance(start, datetime)
    if whole != found.values["all_day"]:
        raise NotUnderstood(_("Une de ses dates est d’une autre sorte que les autres."))
    title, place = _text(part, "SUMMARY")[:200], _text(part, "LOCATION")[:200]
    end = _utc(_end(part, start, whole), zone)
    return Apart(original, _utc(start, zone), end, title, place)


def _text(part: Any, name: str) -> str:
    return " ".join(str(part.get(name, "")).replace("\x00", "").split())
