"""Conditions and scores, as properties over open inputs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.engines.forms.declared import form_templates
from essaim.engines.forms.definition.conditions import holds, shown
from essaim.engines.forms.definition.faults import faults
from essaim.engines.forms.definition.parts import Band, Definition, Score, decimal, read
from essaim.engines.forms.definition.scoring import band_of, compute, mark
from essaim.engines.forms.factories import definition, question
from essaim.engines.forms.filling.checking import check
from essaim.engines.forms.filling.showing import text_of

KEYS = ["q1", "q2", "q3", "q4"]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 9)
    | st.text(max_size=4)
    | st.sampled_from(["c1", "c2", "2026-01-01"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["r1", "text", "name", "id", "city"]), inner, max_size=2)
    ),
    max_leaves=4,
)
LEAF = st.builds(
    lambda q, op, value: {"q": q, "op": op, "value": value},
    st.sampled_from([*KEYS, "q1.r1", "unknown"]),
    st.sampled_from(["is", "is_not", "gte", "lte", "filled", "empty"]),
    st.sampled_from(["c1", "c2", "1", "2,5", "2026-01-01", "", "é"]),
)
TREE = st.recursive(
    LEAF,
    lambda inner: st.builds(
        lambda name, items: {name: items}, st.sampled_from(["all", "any"]), st.lists(inner, max_size=3)
    ),
    max_leaves=5,
)
VALUES = st.dictionaries(st.sampled_from(KEYS), JSON, max_size=4)


@settings(max_examples=50)
@given(tree=TREE, values=VALUES)
def test_a_condition_always_answers_and_all_and_any_are_what_they_say(tree, values):
    assert holds({"all": [tree, tree]}, values) == holds(tree, values) == holds({"any": [tree, tree]}, values)
    assert holds({"all": [tree, {"any": []}]}, values) == holds(tree, values)


@given(
    op=st.sampled_from([("is", "is_not"), ("filled", "empty")]),
    key=st.sampled_from(KEYS),
    value=st.text(max_size=3),
    values=VALUES,
)
def test_opposites_are_opposite(op, key, value, values):
    first, second = ({"q": key, "op": name, "value": value} for name in op)
    assert holds(first, values) != holds(second, values)


@settings(max_examples=50)
@given(trees=st.lists(TREE, min_size=4, max_size=4), values=VALUES, noise=JSON)
def test_what_is_hidden_counts_for_nothing(trees, values, noise):
    """Whatever stands in a hidden question changes nothing of what is shown or kept."""
    asked = read(definition(*(question(key, when=tree) for key, tree in zip(KEYS, trees, strict=True))))
    first = shown(asked, values)
    hidden = set(KEYS) - first.questions
    assert shown(asked, {**values, **dict.fromkeys(hidden, noise)}) == first
    assert not set(first.values) & hidden
    assert shown(asked, first.values) == first


POINTS = st.integers(-3, 10)
CHOICES = st.lists(POINTS, min_size=1, max_size=4).map(
    lambda points: [
        {"key": f"c{rank}", "label": "x", "points": str(worth)} for rank, worth in enumerate(points)
    ]
)
ROWS = [{"key": "r1", "label": ""}, {"key": "r2", "label": ""}]
SCORED = st.one_of(
    st.builds(lambda choices: question("q", "choice", choices=choices), CHOICES),
    st.builds(lambda choices: question("q", "choices", choices=choices), CHOICES),
    st.builds(lambda choices: question("q", "matrix", choices=choices, rows=ROWS), CHOICES),
    st.builds(
        lambda low, size: question("q", "scale", min=str(low), max=str(low + size), weight="1"),
        st.integers(0, 3), st.integers(1, 8),
    ),
)  # fmt: skip


def answers_to(asked):
    choices = [choice.key for choice in asked.choices]
    return {
        "choice": st.sampled_from([*choices, None]) if choices else st.none(),
        "choices": st.lists(st.sampled_from(choices), unique=True) if choices else st.just([]),
        "matrix": st.dictionaries(st.sampled_from(["r1", "r2"]), st.sampled_from(choices))
        if choices
        else st.just({}),
        "scale": st.sampled_from([*asked.scale, None]),
    }[asked.type]


@settings(max_examples=50)
@given(
    data=st.data(),
    raw=st.lists(SCORED, min_size=1, max_size=4),
    weights=st.lists(st.integers(1, 5), min_size=4, max_size=4),
)
def test_scores_follow_the_points_and_the_weights(data, raw, weights):
    questions = [{**item, "key": f"q{rank}"} for rank, item in enumerate(raw)]
    plain = read(definition(*questions))
    values = {item.key: data.draw(answers_to(item)) for item in plain.questions()}
    visible = {item.key for item in plain.questions()}
    total = compute(plain, values, visible)[0]
    marks = [mark(item, values[item.key]) for item in plain.questions()]
    assert total.value == sum(found.earned for found in marks)
    assert all(found.earned <= found.possible for found in marks)
    weighted = [{**item, "weight": str(weights[rank])} for rank, item in enumerate(questions)]
    heavy = compute(read(definition(*weighted)), values, visible)[0]
    assert heavy.value == sum(found.earned * weights[rank] for rank, found in enumerate(marks))
    for key in visible:
        without = compute(plain, values, visible - {key})
        rest = without[0].value if without else 0
        assert rest == total.value - marks[int(key[1:])].earned


def test_the_three_ways_of_computing():
    yes = [{"key": "c1", "label": "Oui", "points": "2"}, {"key": "c2", "label": "Non", "points": "0"}]
    methods = [{"key": name, "label": name, "method": name} for name in ("sum", "mean", "percent")]
    form = read(
        definition(
            question("q1", "choice", choices=yes), question("q2", "choice", choices=yes, weight="2"),
            question("q3", "choice", choices=yes), scores=methods,
        )
    )  # fmt: skip
    found = compute(form, {"q1": "c1", "q2": "c2"}, {"q1", "q2", "q3"})
    assert [str(result.value) for result in found] == ["2.00", "0.67", "25.00"]
    assert [str(result.value) for result in compute(form, {"q1": "c1"}, {"q1"})] == ["2.00", "2.00", "100.00"]
    assert compute(form, {}, set()) == []


@given(value=st.integers(-5, 30), limits=st.lists(st.integers(0, 20), min_size=1, max_size=4, unique=True))
def test_a_band_is_the_highest_reached(value, limits):
    score = Score("n", "", (), "sum", tuple(Band(Decimal(limit), str(limit)) for limit in sorted(limits)))
    reached = [limit for limit in limits if limit <= value]
    assert band_of(score, Decimal(value)) == (str(max(reached)) if reached else "")


TYPES = ["text", "long_text", "number", "money", "date", "choice", "choices", "scale", "matrix", "signature", "email",
         "phone", "address", "person", "organisation", "file"]  # fmt: skip


@settings(max_examples=50)
@given(type=st.sampled_from(TYPES), raw=JSON | st.text(max_size=40))
def test_whatever_is_sent_is_kept_clean_or_refused_with_words(type, raw):
    asked = question(
        "q1",
        type,
        choices=[{"key": "c1", "label": "A"}, {"key": "c2", "label": "B"}],
        rows=[{"key": "r1", "label": "R"}],
    )
    form = read(definition(asked))
    values, errors = check(form, {"q1": raw}, {"q1"})
    assert not (set(values) & set(errors))
    if values:
        again, wrong = check(form, values, {"q1"})
        assert (again, wrong) == (values, {}), "what is kept is itself accepted, unchanged"
        assert isinstance(text_of(form.question("q1"), values["q1"]), str)
    text_of(form.question("q1"), raw)


@pytest.mark.parametrize(
    ("type", "raw", "kept"),
    [
        ("number", "1 234,50", "1234.5"), ("money", "1 250,5 €", "1250.50"), ("date", "31/12/2026", "2026-12-31"),
        ("phone", "06 12 34 56 78", "+33612345678"), ("email", " Awa@Exemple.ORG ", None), ("scale", "4", 4),
        ("choices", ["c2", "c1"], ["c1", "c2"]),
    ],
)  # fmt: skip
def test_values_are_kept_in_one_form(type, raw, kept):
    asked = question("q1", type, choices=[{"key": "c1", "label": "A"}, {"key": "c2", "label": "B"}])
    values, errors = check(read(definition(asked)), {"q1": raw}, {"q1"})
    assert errors == {}
    assert kept is None or values["q1"] == kept


@pytest.mark.parametrize(
    ("type", "raw", "more"),
    [
        ("number", "11", {"max": "10"}), ("number", "NaN", {}), ("number", "1e400", {}), ("money", "1,234", {}),
        ("date", "2026-02-30", {}), ("date", "2999-01-01", {"max": "today"}), ("text", "abc", {"max": "2"}),
        ("text", "44a00", {"format": "postcode"}), ("choices", ["c1"], {"min": "2"}), ("scale", "6", {}),
        ("signature", {"name": "A", "strokes": [[1, 2, 3]]}, {}), ("signature", {"name": "A", "strokes": "<svg>"}, {}),
        ("email", "pas une adresse", {}), ("phone", "12", {}),
    ],
)  # fmt: skip
def test_limits_are_told_in_our_own_words(type, raw, more):
    choices = [{"key": "c1", "label": "A"}, {"key": "c2", "label": "B"}]
    asked = question("q1", type, choices=choices, messages={"check": "Vérifiez cette réponse."}, **more)
    assert check(read(definition(asked)), {"q1": raw}, {"q1"}) == ({}, {"q1": "Vérifiez cette réponse."})


def test_faults_name_what_to_mend():
    yes = [{"key": "c1", "label": "Oui"}]
    later = definition(
        question("q1", when={"q": "q2", "op": "filled"}), question("q2", "choice", choices=yes)
    )
    assert "pas posée avant" in faults(later)[0].text
    gone = definition(
        question("q1", "choice", choices=yes), question("q2", when={"q": "q1", "op": "is", "value": "c9"})
    )
    assert "n’existe plus" in faults(gone)[0].text
    assert "anonymat" in faults(definition(question("q1", "email")), anonymous=True)[0].text
    mute = definition(
        question("q1", voices=["p1"]), parties=[{"key": "p1", "label": "A"}, {"key": "p2", "label": "B"}]
    )
    assert "rien à remplir" in faults(mute)[0].text


@pytest.mark.parametrize("template", list(form_templates), ids=lambda item: item.name)
def test_every_ready_form_can_be_published_as_it_is(template):
    assert faults(template.definition(), template.settings.get("anonymous", False)) == []
    assert isinstance(read(template.definition()), Definition)


@given(text=st.text(max_size=12))
def test_a_decimal_is_read_or_refused(text):
    found = decimal(text)
    assert found is None or found.is_finite()
