"""Figures: each says what plain Python says of the very records its link leads to, whoever looks."""

from __future__ import annotations

import statistics
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.engines.records.api import Query, QueryError, compile_query, record_types, tabulate
from essaim.engines.records.grouping.gathering import OTHERS
from essaim.kit.writing import writing
from tests.samples import people
from tests.samples.models import Dossier, Place, Visit

CHECKED = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
GROUPS = ("last_name", "status", "follows", "place", "groups", "network", "visits_planned", "born_on:week",
          "born_on:month", "born_on:year", "seen_at:day", "seen_at:week", "seen_at:quarter")  # fmt: skip
OPEN = {"field": "status", "op": "in", "value": ["open"]}
MEASURES: tuple[dict[str, Any], ...] = (
    {"measure": "count"}, {"measure": "sum", "field": "income"}, {"measure": "mean", "field": "income"},
    {"measure": "median", "field": "income"}, {"measure": "min", "field": "visits_planned"},
    {"measure": "max", "field": "income"}, {"measure": "max", "field": "born_on"},
    {"measure": "distinct", "field": "place"}, {"measure": "ratio", "where": OPEN},
    {"measure": "interval", "since": "born_on", "field": "seen_at"},
    {"measure": "ratio", "field": "visits_planned", "over": "income"},
)  # fmt: skip
filters = st.sampled_from([
    None, OPEN, {"not": OPEN}, {"field": "visits", "op": "some"},
    {"all": [{"field": "seen_at", "op": "period", "value": {"last": 3, "unit": "week"}}]},
    {"any": [OPEN, {"field": "groups", "op": "any", "value": [1, 2]}]},
])  # fmt: skip


def rows(user: Any, tree: Any) -> list[Any]:
    return list(compile_query(user, Query("dossiers", tree)))


def plain(measure: dict[str, Any], found: list[Any]) -> Any:
    name = measure["measure"]
    held = [getattr(row, measure["field"]) for row in found] if "field" in measure else []
    held = [value for value in held if value is not None]
    if name == "count":
        return len(found)
    if name == "distinct":
        return len(set(held))
    if "where" in measure:
        return 100 * sum(row.status == "open" for row in found) / len(found) if found else None
    if name == "ratio":
        below = sum(float(row.income or 0) for row in found)
        return 100 * sum(row.visits_planned or 0 for row in found) / below if below else None
    if name == "interval":
        delays = [days(row.born_on, row.seen_at) for row in found if row.born_on and row.seen_at]
        return sum(delays) / len(delays) if delays else None
    asked = {"sum": sum, "mean": statistics.mean, "median": statistics.median, "min": min, "max": max}[name]
    return asked(held) if held or name == "sum" else None


def days(since: date, until: datetime) -> float:
    midnight = datetime(since.year, since.month, since.day, tzinfo=UTC)
    return (until - midnight) / timedelta(days=1)


def close(one: Any, other: Any) -> bool:
    if one is None or other is None or isinstance(one, date):
        return bool(one == other)
    return float(one) == pytest.approx(float(other), rel=1e-6, abs=1e-6)


def check(user: Any, query: Query) -> None:
    made = tabulate(user, query)
    places = [()]
    for axis in made.axes:
        places = [(*place, item) for place in places for item in axis]
    for place in places:
        node = made.node(*place)
        if node is None and (place or query.filter):
            assert all(item.node is None or item.key is not None for item in place) or place
            continue
        found = rows(user, node)
        keys = tuple(item.key for item in place)
        assert (made.cells[keys].count if keys in made.cells else 0) == len(found), (keys, node)
        for rank, measure in enumerate(query.measures):
            if found:
                assert close(made.value(*keys, measure=rank), plain(measure, found)), (keys, measure)


@CHECKED
@given(
    tree=filters, group=st.lists(st.sampled_from(GROUPS), max_size=2, unique=True),
    measures=st.lists(st.sampled_from(MEASURES), min_size=1, max_size=2),
)  # fmt: skip
def test_each_figure_is_that_of_the_records_behind_it(chief, member, tree, group, measures):
    for user in (chief, member):
        check(user, Query("dossiers", tree, group=tuple(group), measures=tuple(measures)))


@CHECKED
@given(tree=filters, group=st.sampled_from([name for name in GROUPS if name != "groups"]))
def test_groups_share_the_records_out(member, tree, group):
    made = tabulate(member, Query("dossiers", tree, group=(group,)))
    assert sum(cell.count for cell in made.cells.values()) == len(rows(member, tree))


def test_what_one_may_not_see_is_one_group_without_a_name(chief, member, world):
    hidden = Place.objects.filter(network=world[1]).first()
    Dossier.objects.filter(network=world[0]).update(place=hidden)
    made = tabulate(member, Query("dossiers", group=("place",)))
    assert hidden.name not in [item.label for item in made.axes[0]]
    assert "hors de votre portée" in made.axes[0][-1].label
    assert made.node(made.axes[0][-1]) is None


def test_answers_are_kept_and_never_shared_between_rights(chief, member):
    query = Query("dossiers", group=("status",))
    first = {user.pk: tabulate(user, query).cells for user in (chief, member)}
    with CaptureQueriesContext(connection) as asked:
        assert tabulate(chief, query).cells == first[chief.pk]
    assert not [line for line in asked.captured_queries if "samples_dossier" in line["sql"]]
    assert tabulate(member, query).cells == first[member.pk] != first[chief.pk]


def test_a_write_is_seen_at_once(chief):
    before = tabulate(chief, Query("dossiers")).value()
    with writing(chief) as work:
        work.created(Dossier.objects.create(last_name="Nouveau"))
    assert tabulate(chief, Query("dossiers")).value() == before + 1


def test_figures_about_few_records_are_masked_and_cannot_be_worked_out(chief, monkeypatch):
    monkeypatch.setitem(record_types.get("dossiers").__dict__, "small_cells", 6)
    for group in ("network", "visits_planned"):
        made = tabulate(chief, Query("dossiers", group=(group,)))
        few = [place for place, cell in made.cells.items() if cell.count < 6]
        assert all(made.value(*place) is None for place in few)
        assert sum(made.masked(*place) for place in made.cells) != 1
    made = tabulate(chief, Query("dossiers", group=("network", "status")))
    for rank in (0, 1):
        alone = Counter(place[rank] for place, cell in made.cells.items() if cell.masked)
        wide = Counter(place[rank] for place in made.cells)
        assert not [key for key, count in alone.items() if count == 1 and wide[key] > 1]
    nearly_all = {"measure": "ratio", "where": {"not": {"field": "last_name", "op": "empty"}}}
    assert tabulate(chief, Query("dossiers", measures=(nearly_all,))).value() is not None
    few = {"all": [{"field": "visits_planned", "op": "is", "value": 12}, {"field": "status", "op": "empty"}]}
    assert tabulate(chief, Query("dossiers", measures=({"measure": "ratio", "where": few},))).hides == bool(
        0 < len(rows(chief, few)) < 6
    )


def test_many_groups_become_others(chief):
    made = tabulate(chief, Query("dossiers", group=("last_name",)), most=2)
    assert [item.key for item in made.axes[0]][-1] == OTHERS
    assert sum(cell.count for cell in made.cells.values()) == Dossier.objects.count()


def test_days_follow_the_clock_of_the_reader_across_a_daylight_change(chief):
    Visit.objects.all().delete()
    Dossier.objects.all().delete()
    for moment in ("2026-03-28T23:30:00+00:00", "2026-03-29T21:30:00+00:00", "2026-03-29T22:30:00+00:00"):
        Dossier.objects.create(last_name="x", seen_at=datetime.fromisoformat(moment))
    made = tabulate(chief, Query("dossiers", group=("seen_at:day",)))
    assert timezone.get_current_timezone_name() == "Europe/Paris"
    assert [(item.key, made.value(item.key)) for item in made.axes[0]] == [
        ("2026-03-29", 2),
        ("2026-03-30", 1),
    ]


def test_a_span_too_long_for_days_is_told_in_larger_units(chief):
    Dossier.objects.create(last_name="x", born_on=date(1900, 5, 1))
    made = tabulate(chief, Query("dossiers", group=("born_on:day",)))
    assert made.dimensions[0].unit != "day"
    assert len(made.axes[0]) <= 801


@pytest.mark.parametrize(
    "data",
    [
        {"group": ["secret"]}, {"group": ["story"]}, {"group": ["status:month"]}, {"group": ["born_on:hour"]},
        {"group": ["nothing"]}, {"measures": [{"measure": "sum", "field": "status"}]},
        {"measures": [{"measure": "max", "field": "secret"}]}, {"measures": [{"measure": "ratio"}]},
        {"measures": [{"measure": "interval", "field": "born_on"}]}, {"measures": [{"measure": "huge"}]},
        {"measures": [{"measure": "sum", "field": 3}]}, {"measures": "x"}, {"group": ["status", "place", "groups"]},
        {"measures": [{"measure": "ratio", "where": {"field": 1}}]},
    ],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused_in_words(chief, data):
    with pytest.raises(QueryError):
        tabulate(chief, Query.from_json({"type": "dossiers", **data}))


def test_a_field_one_may_not_see_cannot_be_measured(db):
    user = people.user("samples.dossiers:all:v")
    with pytest.raises(QueryError):
        tabulate(user, Query("dossiers", measures=({"measure": "distinct", "field": "health"},)))
