"""One line of French read as an exchange or a task: « tel 30min demain 14h rappeler pour le devis »."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from . import french_dates
from .models import Interaction, Task
from .spans import Line

KINDS = (
    (Interaction.Kind.CALL, r"tel|telephone|telephoner|appel|appele|appeler|coup de fil|call"),
    (Interaction.Kind.MAIL, r"mail|e-mail|email|mel|courriel|message"),
    (Interaction.Kind.LETTER, r"courrier|lettre|recommande"),
    (Interaction.Kind.MEETING, r"rdv|rendez-vous|reunion|entretien|rencontre|visio|vu|vue"),
    (Interaction.Kind.VISIT, r"visite|passage|deplacement"),
    (Interaction.Kind.SMS, r"sms|texto|whatsapp"),
    (Interaction.Kind.NOTE, r"note|memo|info|nb"),
)
TO_DO = (
    r"a faire|todo|tache|penser a|ne pas oublier|rappeler|relancer|relance|recontacter|preparer|envoyer|verifier|"
    r"prevoir|planifier|demander|fixer|organiser|finir|terminer|transmettre|appeler|contacter|inviter|commander"
)
DROPPED_TO_DO = r"a faire|todo|tache|penser a|ne pas oublier"
PAST = r"vu|vue|appele|rencontre|recu|recue|envoye|eu|discute|parle|laisse"
JOINED = r"(?:d'\w|(?:de|du|des|avec|chez|a|au|aux|en|sur|par)(?!\w))"
INCOMING = r"recu|recue|entrant|entrante|il a appele|elle a appele|m.a appele|nous a appele"
OUTGOING = r"envoye|envoyee|sortant|sortante|j.ai appele"
NO_ANSWER = r"pas de reponse|sans reponse|injoignable|ne repond pas|pas joignable|absent"
LEFT_MESSAGE = r"message laisse|laisse un message|repondeur|messagerie"
REFUSED = r"refus|refuse|pas interesse|pas interessee"
HIGH = r"urgent|urgence|important|prioritaire|!!+"
LOW = r"pas urgent|sans urgence|quand possible"


@dataclass
class Understood:
    """What a line was read as. `doubts` say what could not be read, in words for the writer."""

    is_task: bool
    kind: str
    subject: str
    at: datetime
    due_date: date | None = None
    due_time: time | None = None
    minutes: int | None = None
    direction: str = ""
    outcome: str = ""
    priority: str = Task.Priority.NORMAL.value
    assigned_to: Any = None
    named_kind: bool = False
    doubts: list[str] = field(default_factory=list)


def understand(text: str, *, user: Any = None, people: Any = (), as_task: bool | None = None) -> Understood:
    """Reads `text`. `people`: the users an @name may mean. `as_task` settles what the words leave open."""
    now = timezone.localtime()
    line = Line(text)
    doubts: list[str] = []
    assigned = _assigned(line, list(people), doubts)
    priority = _priority(line)
    minutes = french_dates.take_minutes(line)
    begin, length = french_dates.take_time(line)
    past = line.has(PAST)
    day = french_dates.take_day(line, now.date(), past=past)
    wants_task = bool(line.take(DROPPED_TO_DO)) or (not past and bool(line.starts(TO_DO)))
    kind, word = _kind(line)
    wants_task = wants_task or (not past and bool(line.starts(TO_DO)))
    if as_task is None:
        as_task = _is_task(now, day, begin, wants_task, assigned is not None)
    moment = _moment(now, day, begin)
    if as_task and day is not None and day < now.date():
        doubts.append(_("Cette échéance est déjà passée."))
    if not as_task and moment > now:
        doubts.append(_("La date est à venir : est-ce une tâche ?"))
    return Understood(
        is_task=as_task,
        kind=kind,
        subject=_subject(line, kind, word),
        at=moment,
        due_date=day or (now.date() if begin and as_task else None),
        due_time=begin,
        minutes=minutes or length,
        direction=_direction(line),
        outcome=_outcome(line),
        priority=priority,
        assigned_to=assigned or user,
        named_kind=bool(word),
        doubts=doubts,
    )


def _is_task(now: datetime, day: date | None, begin: time | None, wants_task: bool, assigned: bool) -> bool:
    """A date to come, an @name or a verb that tells to do something make a task."""
    if day is not None and day != now.date():
        return day > now.date() or wants_task
    if begin is not None and begin > now.time():
        return True
    return wants_task or assigned


def _moment(now: datetime, day: date | None, begin: time | None) -> datetime:
    if day is None and begin is None:
        return now
    if day == now.date() and begin is None:
        return now
    chosen = begin or time(12, 0)
    return timezone.make_aware(datetime.combine(day or now.date(), chosen))


def _kind(line: Line) -> tuple[str, str]:
    """(the kind named at the beginning of the line, the word that named it); a note when none does."""
    for kind, words in KINDS:
        word = line.starts(words)
        if word:
            if not line.starts(PAST) and not line.starts(TO_DO):
                line.take_start(words)
            return kind.value, word
    return Interaction.Kind.NOTE.value, ""


def _direction(line: Line) -> str:
    if line.has(INCOMING):
        return Interaction.Direction.IN.value
    return Interaction.Direction.OUT.value if line.has(OUTGOING) else ""


def _outcome(line: Line) -> str:
    if line.has(LEFT_MESSAGE):
        return Interaction.Outcome.MESSAGE.value
    if line.has(NO_ANSWER):
        return Interaction.Outcome.NO_ANSWER.value
    return Interaction.Outcome.REFUSED.value if line.has(REFUSED) else ""


def _priority(line: Line) -> str:
    if line.take(LOW):
        return Task.Priority.LOW.value
    return Task.Priority.HIGH.value if line.take(HIGH) else Task.Priority.NORMAL.value


def _assigned(line: Line, people: list[Any], doubts: list[str]) -> Any:
    """The user an @name means; nobody, with a doubt, when it fits none or several."""
    from essaim.kit.text import fold

    found = line.find(r"@([\w.\-]+)", after_at=True)
    if not found:
        return None
    wanted = re.sub(r"[._\-]+", " ", fold(found[1])).strip()
    fitting = [person for person in people if _bears(person, wanted)]
    if len(fitting) == 1:
        line.cut(*found.span())
        return fitting[0]
    names = ", ".join(str(person) for person in fitting[:4])
    if fitting:
        doubts.append(
            _("Plusieurs personnes répondent à « %(name)s » : %(names)s.")
            % {"name": found[0], "names": names}
        )
    else:
        doubts.append(_("Personne ne s’appelle « %s » ici.") % found[0])
    return None


def _bears(person: Any, wanted: str) -> bool:
    from essaim.kit.text import fold

    names = (
        fold(person.first_name), fold(person.last_name), fold(f"{person.first_name} {person.last_name}"),
        re.sub(r"[._\-]+", " ", fold(person.email.split("@")[0])),
    )  # fmt: skip
    return any(name and (name == wanted or name.startswith(f"{wanted} ")) for name in names) or any(
        len(wanted) > 2 and name.startswith(wanted) for name in names
    )


def _subject(line: Line, kind: str, word: str) -> str:
    """What is left; the word that named the kind comes back before « du », « avec »…"""
    rest = line.rest()
    if rest and word and Line(rest).starts(JOINED):
        rest = f"{word} {rest}"
    if rest:
        return rest[0].upper() + rest[1:200]
    return str(Interaction.Kind(kind).label).capitalize() if word else ""
