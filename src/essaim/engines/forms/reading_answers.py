"""Answers as a module reads them: by question, as they are kept and as people read them, with the scores."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .choices import Spoken
from .definition.parts import read
from .filling.showing import text_of
from .hearing import readable
from .models import Response


@dataclass(frozen=True)
class Answers:
    """One rendered voice. `values` by question (`filling/checking.py` tells their shapes), `texts` as read."""

    party: str
    name: str
    values: dict[str, Any]
    texts: dict[str, str]
    scores: dict[str, Decimal]
    bands: dict[str, str]


def answers_of(response: Response, user: Any = None) -> list[Answers]:
    """The rendered voices of an answer; with `user`, those alone that they may read."""
    definition = read(response.version.definition, "", response.setup)
    voices = list(response.voices.all())
    found = []
    for voice in readable(user, definition, voices) if user is not None else voices:
        if voice.state != Spoken.SENT:
            continue
        scores = {key: score for key, score in voice.scores.items() if score.get("value") is not None}
        found.append(
            Answers(
                party=voice.party,
                name=voice.name,
                values=dict(voice.values),
                texts={
                    question.key: text_of(question, voice.values[question.key])
                    for question in definition.questions()
                    if question.key in voice.values
                },
                scores={key: Decimal(score["value"]) for key, score in scores.items()},
                bands={key: score["band"] for key, score in scores.items() if score.get("band")},
            )
        )
    return found
