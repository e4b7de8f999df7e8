"""Any filter, whoever looks: the compiler says what the plain evaluator says, and never more than one may see."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.engines.records.api import Query, add_custom_field, base_queryset, compile_query, record_types
from essaim.engines.records.listing import page_of_ids
from tests.samples.models import Dossier

from .evaluator import World, matching

NAMES = ("Diop", "Le Goff", "d’Été", "Œuvré", "N'Diaye", "100 %_x", "", "diop")
TODAY = date.today()
CHECKED = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

texts = st.sampled_from(["di", "DIOP", "ete", "œ", "'", "%", "_", "\\", "le  goff", "zzz"])
amounts = st.sampled_from(["0", "10", "10.5", "12", "-3"])
days = st.integers(-40, 40).map(lambda step: (TODAY + timedelta(days=step)).isoformat())
spans = st.one_of(
    st.builds(lambda n, unit: {"last": n, "unit": unit}, st.integers(1, 5), st.sampled_from(["day", "week", "month"])),
    st.builds(lambda word, unit: {word: unit}, st.sampled_from(["this", "previous", "following"]),
              st.sampled_from(["day", "week", "month", "quarter", "year"])),
)  # fmt: skip


def leaf(
    field: str, op: str, values: st.SearchStrategy[Any] | None = None
) -> st.SearchStrategy[dict[str, Any]]:
    if values is None:
        return st.just({"field": field, "op": op})
    return values.map(lambda value: {"field": field, "op": op, "value": value})


def pairs(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.tuples(values, values).map(list)


def some_of(*values: Any) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)


def text_leaves(*fields: str) -> list[st.SearchStrategy[dict[str, Any]]]:
    simple = ("contains", "not_contains", "is", "is_not", "starts")
    return [
        *(leaf(field, op, texts) for field in fields for op in simple),
        *(leaf(field, "in", st.lists(texts, min_size=1, max_size=2)) for field in fields),
        *(leaf(field, op) for field in fields for op in ("empty", "not_empty")),
    ]


def number_leaves(*fields: str) -> list[st.SearchStrategy[dict[str, Any]]]:
    compared = ("is", "is_not", "lt", "lte", "gt", "gte")
    whole = st.sampled_from(["0", "10", "12", "-3"])
    return [
        *(
            leaf(field, op, whole if field == "visits_planned" else amounts)
            for field in fields
            for op in compared
        ),
        *(leaf(field, "between", pairs(whole)) for field in fields),
        *(leaf(field, op) for field in fields for op in ("empty", "not_empty")),
    ]


def date_leaves(*fields: str) -> list[st.SearchStrategy[dict[str, Any]]]:
    return [
        *(leaf(field, op, days) for field in fields for op in ("on", "before", "after")),
        *(leaf(field, "between", pairs(days)) for field in fields),
        *(leaf(field, "period", spans) for field in fields),
        *(leaf(field, "month", st.integers(1, 12)) for field in fields),
        *(leaf(field, op) for field in fields for op in ("empty", "not_empty")),
    ]


def trees(leaves: st.SearchStrategy[dict[str, Any]], size: int = 8) -> st.SearchStrategy[dict[str, Any]]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda items: {"all": items}),
            st.lists(inner, min_size=1, max_size=3).map(lambda items: {"any": items}),
            inner.map(lambda item: {"not": item}),
        ),
        max_leaves=size,
    )


visit_trees = trees(st.one_of(*text_leaves("subject"), *number_leaves("cost"), *date_leaves("made_on")), 3)
place_trees = trees(st.one_of(*text_leaves("name", "city")), 3)


@st.composite
def relation_leaves(draw: st.DrawFn) -> dict[str, Any]:
    op = draw(st.sampled_from(["some", "no", "count", "sum"]))
    node: dict[str, Any] = {"field": "visits", "op": op}
    if op in ("count", "sum"):
        node["than"] = draw(st.sampled_from(["is", "is_not", "lt", "lte", "gt", "gte"]))
        node["value"] = draw(st.sampled_from(["0", "1", "2", "12"]))
    if op == "sum":
        node["of"] = "cost"
    if draw(st.booleans()):
        node["where"] = draw(visit_trees)
    return node


dossier_leaves = st.one_of(
    *text_leaves("last_name", "email"),
    *number_leaves("income", "visits_planned"),
    *date_leaves("born_on", "seen_at"),
    *(leaf("status", op, some_of("open", "closed")) for op in ("in", "not_in")),
    leaf("status", "empty"),
    *(leaf("days", op, some_of("mon", "wed", "sat")) for op in ("any", "all", "none")),
    *(leaf(field, op) for field in ("days", "groups", "place") for op in ("empty", "not_empty")),
    *(leaf("groups", op, some_of(1, 2, 3)) for op in ("any", "all", "none")),
    *(leaf("place", op, some_of(1, 2, 3)) for op in ("in", "not_in")),
    leaf("follows", "is", st.booleans()),
    place_trees.map(lambda tree: {"field": "place", "op": "where", "where": tree}),
    relation_leaves(),
    relation_leaves(),
)
dossier_trees = trees(dossier_leaves)


def seen_by(user: Any) -> World:
    fields = {name: record_types.get(name).own_fields for name in ("dossiers", "visits", "places")}
    rows = {name: list(base_queryset(user, record_types.get(name))) for name in fields}
    tags = {row.pk: set(row.groups.values_list("pk", flat=True)) for row in rows["dossiers"]}
    return World(rows, fields, tags, {("dossiers", "visits"): "dossier"})


def found(user: Any, tree: dict[str, Any] | None) -> set[int]:
    return set(compile_query(user, Query("dossiers", tree)).values_list("pk", flat=True))


@pytest.fixture
def chief_world(chief):
    return seen_by(chief)


@pytest.fixture
def member_world(member):
    return seen_by(member)


@CHECKED
@given(tree=dossier_trees)
def test_the_compiler_agrees_with_plain_python(chief, chief_world, tree):
    assert found(chief, tree) == matching(chief_world, "dossiers", tree)


@CHECKED
@given(tree=dossier_trees)
def test_a_reader_gets_nothing_beyond_reach_even_through_relations(member, member_world, tree):
    rows = found(member, tree)
    assert rows <= {row.pk for row in member_world.rows["dossiers"]}
    assert rows == matching(member_world, "dossiers", tree)


@CHECKED
@given(tree=dossier_trees)
def test_a_filter_and_its_contrary_share_the_rows_out(chief, tree):
    rows, others = found(chief, tree), found(chief, {"not": tree})
    assert rows | others == found(chief, None)
    assert not rows & others
    assert found(chief, {"not": {"not": tree}}) == rows


@CHECKED
@given(
    tree=st.one_of(st.none(), dossier_trees),
    sort=st.lists(
        st.sampled_from(["last_name", "income", "born_on", "status", "place", "visit_count", "follows"])
        .flatmap(lambda name: st.sampled_from([name, f"-{name}"])),
        max_size=3, unique_by=lambda name: name.lstrip("-"),
    ),
)  # fmt: skip
def test_pages_hold_every_row_once_from_either_end(chief, tree, sort):
    queryset = compile_query(chief, Query("dossiers", tree, sort=tuple(sort)))
    whole = list(queryset.values_list("pk", flat=True))
    paged = [pk for start in range(0, len(whole), 7) for pk in page_of_ids(queryset, len(whole), start, 7)]
    assert paged == whole
    assert len(set(whole)) == len(whole)


def custom_leaves() -> st.SearchStrategy[dict[str, Any]]:
    whole = st.sampled_from(["0", "10", "12"])
    return st.one_of(
        *text_leaves("x_surnom"),
        *number_leaves_of("x_rang", whole),
        *date_leaves("x_depuis"),
        *(leaf("x_genre", op, some_of("a", "b")) for op in ("in", "not_in")),
        *(leaf("x_jours", op, some_of("a", "b")) for op in ("any", "all", "none")),
        leaf("x_actif", "is", st.booleans()),
        *number_leaves_of("visit_count", st.sampled_from(["0", "1", "2"])),
    )


def number_leaves_of(field: str, values: st.SearchStrategy[Any]) -> list[st.SearchStrategy[dict[str, Any]]]:
    compared = ("is", "is_not", "lt", "lte", "gt", "gte")
    return [
        *(leaf(field, op, values) for op in compared),
        leaf(field, "between", pairs(values)),
        leaf(field, "empty"),
        leaf(field, "not_empty"),
    ]


@pytest.fixture
def custom(chief):
    choices = {"choices": ["a", "b"]}
    for label, kind in (("Surnom", "text"), ("Rang", "integer"), ("Depuis", "date"), ("Actif", "boolean")):
        add_custom_field(actor=chief, type_name="dossiers", label=label, kind=kind)
    add_custom_field(actor=chief, type_name="dossiers", label="Genre", kind="choice", **choices)
    add_custom_field(actor=chief, type_name="dossiers", label="Jours", kind="choices", **choices)
    draw = random.Random(3)
    for dossier in Dossier.objects.all():
        values = {
            "x_surnom": draw.choice([None, "Didi", "Été"]), "x_rang": draw.choice([None, 0, 10, 12]),
            "x_depuis": draw.choice([None, TODAY.isoformat(), (TODAY - timedelta(days=35)).isoformat()]),
            "x_actif": draw.choice([None, True, False]), "x_genre": draw.choice([None, "a", "b"]),
            "x_jours": draw.choice([None, ["a"], ["a", "b"]]),
        }  # fmt: skip
        dossier.custom = {name: value for name, value in values.items() if value is not None}
        dossier.save()
    return chief


@CHECKED
@given(node=custom_leaves(), tree=trees(custom_leaves(), 5))
def test_fields_without_a_column_share_the_rows_out_too(custom, node, tree):
    for asked in (node, tree):
        rows, others = found(custom, asked), found(custom, {"not": asked})
        assert not rows & others
        assert rows | others == found(custom, None)
        assert found(custom, {"not": {"not": asked}}) == rows
    contrary = {
        "not_contains": "contains",
        "is_not": "is",
        "not_in": "in",
        "none": "any",
        "not_empty": "empty",
    }
    if node["op"] in contrary:
        assert found(custom, node) == found(custom, {"not": {**node, "op": contrary[node["op"]]}})
