"""Days, hours and durations as French people write them in a hurry."""

from __future__ import annotations

import calendar
from datetime import date, time, timedelta

from .spans import Line

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
EARLIEST = 6
LEAD = "(?:pour |le |ce |avant |apres )?"
PART = r"(?: matin| apres-midi| soir)?"
SHORT_DAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
MONTHS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
          "novembre", "decembre")  # fmt: skip
NUMBERS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
           "dix": 10, "quinze": 15}  # fmt: skip
COUNT = r"(\d{1,3}|" + "|".join(NUMBERS) + ")"
UNIT = r"(jours?|j|semaines?|sem|mois|ans?)"
RELATIVE = {
    "avant-hier": -2, "avant hier": -2, "hier soir": -1, "hier matin": -1, "hier": -1,
    "apres-demain": 2, "apres demain": 2, "demain": 1,
    "aujourd'hui": 0, "aujourd hui": 0, "auj": 0, "ce jour": 0, "ce soir": 0, "ce matin": 0, "cet apres-midi": 0,
}  # fmt: skip
PARTS_OF_DAY = {"ce soir": time(18), "cet apres-midi": time(14), "ce matin": time(9)}


def take_minutes(line: Line) -> int | None:
    """A duration, in minutes: « 30 min », « 1h30 de », « pendant 2h », « 45mn »."""
    found = line.take(r"(?:pendant |duree:? ?|dure )?(\d{1,3}) ?(?:minutes|minute|min|mn)")
    if found:
        return int(found[1]) or None
    found = line.take(r"(?:pendant|duree:?|dure) (\d{1,2}) ?h(?:eures?)? ?(\d{2})?(?! ?-)")
    if found:
        return int(found[1]) * 60 + int(found[2] or 0) or None
    if line.take(r"(?:pendant )?une demi-heure|(?:pendant )?1/2 ?h"):
        return 30
    return None


def take_time(line: Line) -> tuple[time | None, int | None]:
    """The hour, and the minutes between two hours: « 14h », « à 9 h 30 », « 14:30 », « de 9h à 10h30 »."""
    hour = r"(\d{1,2}) ?(?:h|heures?|:) ?(\d{2})?"
    found = line.take(rf"(?:de )?{hour} ?(?:-|a|–) ?{hour}")
    if found:
        begin, end = _clock(found[1], found[2]), _clock(found[3], found[4])
        if begin and end:
            length = (end.hour - begin.hour) * 60 + end.minute - begin.minute
            return begin, length if length > 0 else None
    found = line.take(rf"(a |vers |pour )?{hour}")
    if found:
        begin = _clock(found[2], found[3])
        if begin and begin.hour < EARLIEST and not found[1]:
            return (
                None,
                begin.hour * 60 + begin.minute or None,
            )  # « tel 1h30 »: how long, nobody works at that hour
        return begin, None
    if line.take(r"(?:a |ce |le )?midi"):
        return time(12), None
    return None, None


def _clock(hours: str, minutes: str | None) -> time | None:
    value = (int(hours), int(minutes or 0))
    return time(*value) if value[0] < 24 and value[1] < 60 else None


def take_day(line: Line, today: date, past: bool = False) -> date | None:
    """The day spoken of. `past`: the sentence tells what happened, so « lundi » is the one before."""
    for read in (_relative, _counted, _named_period, _weekday, _written, _figures, _day_of_month):
        day = read(line, today, past)
        if day is not None:
            return day
    return None


def _relative(line: Line, today: date, past: bool) -> date | None:
    for words, offset in RELATIVE.items():
        if line.take(rf"(?:pour )?{words}{PART}"):
            return today + timedelta(days=offset)
    return None


def _counted(line: Line, today: date, past: bool) -> date | None:
    """« dans 3 jours », « sous 2 semaines », « il y a un mois »."""
    found = line.take(rf"(?:dans|sous|d'ici) {COUNT} ?{UNIT}")
    sign = 1
    if not found:
        found = line.take(rf"il y a {COUNT} ?{UNIT}")
        sign = -1
    if not found:
        return None
    count = NUMBERS.get(found[1]) or int(found[1])
    return _shifted(today, sign * count, found[2])


def _shifted(today: date, count: int, unit: str) -> date:
    if unit.startswith("j"):
        return today + timedelta(days=count)
    if unit.startswith("s"):
        return today + timedelta(weeks=count)
    months = count if unit == "mois" else 12 * count
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    month += 1
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def _named_period(line: Line, today: date, past: bool) -> date | None:
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    monday = today + timedelta(days=7 - today.weekday())
    if line.take(r"(?:en |la |avant la )?fin de (?:la )?semaine"):
        return friday
    if line.take(r"(?:la )?semaine prochaine|(?:la )?semaine pro"):
        return monday
    if line.take(r"(?:a la |en |la )?fin (?:du|de) mois"):
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    if line.take(r"(?:le |au )?mois prochain"):
        return _shifted(today.replace(day=1), 1, "mois")
    if line.take(r"(?:la )?semaine derniere"):
        return today - timedelta(days=today.weekday() + 7)
    return None


def _weekday(line: Line, today: date, past: bool) -> date | None:
    for number, (name, short) in enumerate(zip(DAYS, SHORT_DAYS, strict=True)):
        which = "( prochain| dernier| passe| en huit)?"
        found = line.take(rf"{LEAD}(?:{name}|{short}\.){which}{PART}(?! \d{{1,2}} [a-z])")
        if not found:
            found = line.take(rf"(?:pour |le |ce |avant )?(?:{name})(?= \d{{1,2}} [a-z])")
            if found:
                return None
            continue
        word = (found[1] or "").strip()
        ahead = (number - today.weekday()) % 7 or 7
        if word in {"dernier", "passe"} or (past and not word):
            return today - timedelta(days=(today.weekday() - number) % 7 or 7)
        return today + timedelta(days=ahead + (7 if word == "en huit" else 0))
    return None


def _written(line: Line, today: date, past: bool) -> date | None:
    """« 12 mars », « le 1er avril 2027 »."""
    found = line.take(rf"(?:pour |avant |apres |le )*(\d{{1,2}})(?:er)? ({'|'.join(MONTHS)})(?: (20\d\d))?")
    if not found:
        return None
    return _dated(today, past, int(found[1]), MONTHS.index(found[2]) + 1, found[3])


def _figures(line: Line, today: date, past: bool) -> date | None:
    """« 12/03 », « 12/03/2027 », « 12-03-27 », « 2027-03-12 »."""
    found = line.take(r"(20\d\d)-(\d{1,2})-(\d{1,2})")
    if found:
        return _dated(today, past, int(found[3]), int(found[2]), found[1])
    found = line.take(r"(?:pour |avant |apres |le )*(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?")
    if found:
        return _dated(today, past, int(found[1]), int(found[2]), found[3])
    found = line.take(r"(?:pour |avant |le )*(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})")
    return _dated(today, past, int(found[1]), int(found[2]), found[3]) if found else None


def _day_of_month(line: Line, today: date, past: bool) -> date | None:
    """« le 15 »: the next one."""
    found = line.find(r"(?:pour |avant |apres )?le (\d{1,2})(?:er)?(?! ?(?:%|eur|€|h|min|/))")
    if not found or not 1 <= int(found[1]) <= 31:
        return None
    month = today.replace(day=1)
    for _try in range(12):
        try:
            day = month.replace(day=int(found[1]))
        except ValueError:
            day = None
        if day is not None and day >= today:
            line.cut(*found.span())
            return day
        month = _shifted(month, 1, "mois")
    return None


def _dated(today: date, past: bool, day: int, month: int, year: str | None) -> date | None:
    """Without a year, the nearest one that makes sense: ahead, or behind when the past is told."""
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        near = date(today.year, month, day)
    except ValueError:
        return None
    if past:
        return near if near <= today else near.replace(year=today.year - 1)
    if near < today and (today - near).days > 60:
        return near.replace(year=today.year + 1)
    return near
