"""What the answers to a form say together: one summary a question, the spread of each score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import Any

from essaim.engines.forms.choices import Spoken
from essaim.engines.forms.definition.conditions import shown
from essaim.engines.forms.definition.parts import Definition, Question, decimal
from essaim.engines.forms.filling.showing import text_of
from essaim.engines.forms.models import Voice

TEXTS_SHOWN = 8


@dataclass(frozen=True)
class Bar:
    """`width`: percent of the widest of its group, 0 to 100; `share`: percent of the answers."""

    label: str
    count: int
    share: Decimal
    width: int


@dataclass(frozen=True)
class Numbers:
    count: int
    mean: Decimal
    median: Decimal
    least: Decimal
    most: Decimal


@dataclass
class Summary:
    """`asked`: to how many voices the question was shown; `answered`: how many said something."""

    question: Question
    asked: int = 0
    answered: int = 0
    bars: list[Bar] = field(default_factory=list)
    groups: list[tuple[str, list[Bar]]] = field(default_factory=list)
    numbers: Numbers | None = None
    texts: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Spread:
    label: str
    numbers: Numbers
    bands: list[Bar]
    percent: bool


@dataclass
class _Heap:
    asked: int = 0
    values: list[Any] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def summarise(
    definition: Definition, voices: Iterable[Voice], party: str = ""
) -> tuple[list[Summary], list[Spread]]:
    """`voices`: rendered ones, those of one party in a grid (or of all, with an empty `party`)."""
    heaps = {question.key: _Heap() for question in definition.questions()}
    scores: dict[str, list[Mapping[str, Any]]] = {}
    for voice in voices:
        if voice.state != Spoken.SENT or (party and voice.party != party):
            continue
        visible = shown(definition, voice.values, voice.party)
        for question in definition.questions():
            _heap(heaps[question.key], question, voice, question.key in visible.questions)
        for key, score in voice.scores.items():
            scores.setdefault(key, []).append(score)
    summaries = [
        _summary(question, heaps[question.key])
        for question in definition.questions()
        if question.type != "note" and (not party or question.asked_of(party) or question.commented_by(party))
    ]
    return summaries, list(_spreads(definition, scores))


def _heap(heap: _Heap, question: Question, voice: Voice, visible: bool) -> None:
    value = voice.values.get(question.key)
    comment = voice.values.get(f"{question.key}__comment")
    if (visible and question.asked_of(voice.party)) or value not in (None, "", [], {}):
        heap.asked += 1
    if value not in (None, "", [], {}):
        heap.values.append(value)
    if comment:
        heap.comments.append(comment)


def _summary(question: Question, heap: _Heap) -> Summary:
    made = Summary(question, heap.asked, len(heap.values), comments=heap.comments[:TEXTS_SHOWN])
    if question.type in ("choice", "choices", "scale"):
        made.bars = _bars(question, heap.values)
    elif question.type == "matrix":
        given = [value for value in heap.values if isinstance(value, Mapping)]
        made.groups = [
            (
                row.label,
                bars(
                    Counter(v[row.key] for v in given if row.key in v),
                    [(c.key, c.label) for c in question.choices],
                ),
            )
            for row in question.rows
        ]
    if question.type in ("number", "money", "scale"):
        made.numbers = numbers(heap.values)
    elif not question.kind.charted and question.type not in ("file", "signature"):
        made.texts = [text_of(question, value) for value in heap.values[:TEXTS_SHOWN]]
    return made


def _bars(question: Question, values: list[Any]) -> list[Bar]:
    told = [item for value in values for item in (value if isinstance(value, list) else [value])]
    if question.type == "scale":
        keys = [(str(level), str(level)) for level in question.scale]
    else:
        keys = [(choice.key, choice.label) for choice in question.choices]
    return bars(Counter(str(item) for item in told), keys, len(values))


def bars(counted: Counter[str], keys: list[tuple[str, str]], total: int | None = None) -> list[Bar]:
    """A choice that the form no longer offers keeps its bar, after the others."""
    known = dict(keys)
    everything = [*keys, *((key, key) for key in counted if key not in known)]
    total = sum(counted.values()) if total is None else total
    widest = max(counted.values(), default=0)
    return [
        Bar(
            label=label,
            count=counted[key],
            share=(Decimal(counted[key] * 100) / total).quantize(Decimal("0.1")) if total else Decimal(0),
            width=round(100 * counted[key] / widest) if widest else 0,
        )
        for key, label in everything
    ]


def numbers(values: Iterable[Any]) -> Numbers | None:
    found = sorted(number for value in values if (number := decimal(value)) is not None)
    if not found:
        return None
    cent = Decimal("0.01")
    return Numbers(
        len(found),
        (sum(found, Decimal(0)) / len(found)).quantize(cent),
        Decimal(str(median(found))).quantize(cent),
        found[0],
        found[-1],
    )


def _spreads(definition: Definition, scores: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[Spread]:
    labels = {score.key: score for score in definition.scores}
    for key, given in scores.items():
        spread = numbers(score["value"] for score in given if score.get("value") is not None)
        if spread is None:
            continue
        known = labels.get(key)
        bands = [(band.label, band.label) for band in known.bands] if known else []
        counted = Counter(score["band"] for score in given if score.get("band"))
        label = known.label if known else str(given[0].get("label") or "")
        yield Spread(
            label, spread, bars(counted, bands) if counted else [], given[0].get("method") == "percent"
        )
