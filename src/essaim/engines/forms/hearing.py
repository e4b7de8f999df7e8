"""Who reads whom in a grid of several voices. Everything that shows or judges an answer comes through here.

A voice writes its own values alone. It reads those of the parties its own party "sees", once they are
rendered. It speaks when every voice of an earlier turn has rendered its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from .choices import Spoken
from .definition.conditions import comment_key
from .definition.parts import Definition
from .filling.sheet import Said
from .filling.showing import text_of
from .models import Voice


def its_turn(voice: Voice, voices: Iterable[Voice]) -> bool:
    return all(other.state == Spoken.SENT for other in voices if other.turn < voice.turn)


def heard(definition: Definition, voice: Voice, voices: Iterable[Voice]) -> list[Voice]:
    """The other voices that this one reads now."""
    party = definition.party(voice.party)
    if party is None:
        return []
    return [
        other
        for other in voices
        if other.pk != voice.pk and other.state == Spoken.SENT and other.party in party.sees
    ]


def others_values(definition: Definition, voice: Voice, voices: Iterable[Voice]) -> dict[str, Any]:
    """What conditions may look at beyond this voice's own answers; of two voices of a party, the first."""
    found: dict[str, Any] = {}
    for other in heard(definition, voice, voices):
        for name, value in other.values.items():
            found.setdefault(name, value)
    return found


def said_by(definition: Definition, voices: Iterable[Voice]) -> dict[str, list[Said]]:
    """What these voices say, by question."""
    found: dict[str, list[Said]] = defaultdict(list)
    for voice in voices:
        who = name_of(definition, voice)
        for question in definition.questions():
            text = text_of(question, voice.values.get(question.key))
            comment = voice.values.get(comment_key(question.key), "")
            if text or comment:
                found[question.key].append(Said(who, text, comment))
    return dict(found)


def name_of(definition: Definition, voice: Voice) -> str:
    label = definition.party_label(voice.party)
    return f"{label} ({voice.name})" if label and voice.name else label or voice.name


def readable(user: Any, definition: Definition, voices: list[Voice]) -> list[Voice]:
    """The voices whose answers `user`, who may read the form's results, sees here. Somebody who also speaks
    in this grid keeps to what their own voice reads until they have rendered it."""
    own = [voice for voice in voices if voice.user_id == getattr(user, "pk", None) and voice.party]
    waiting = [voice for voice in own if voice.state != Spoken.SENT]
    if not waiting:
        return voices
    allowed = {voice.pk for voice in own}
    for voice in waiting:
        allowed |= {other.pk for other in heard(definition, voice, voices)}
    return [voice for voice in voices if voice.pk in allowed]
