"""Whatever an address or a form holds, a list comes out, never an error."""

from __future__ import annotations

import json

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from essaim.engines.records.addresses import read_address
from essaim.engines.records.api import record_types
from essaim.engines.records.filtering import tree
from essaim.engines.records.filtering.controls import Drawer
from essaim.engines.records.filtering.convert import Converter
from essaim.engines.records.filtering.phrases import chips
from essaim.engines.records.kinds import OPERATORS
from essaim.engines.records.listing import Listing
from tests.samples.models import Dossier

CHECKED = settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
OPS = sorted({op for operators in OPERATORS.values() for op in operators})
FIELDS = [
    "last_name", "status", "born_on", "income", "visits_planned", "follows", "days", "seen_at", "place", "groups",
    "network", "visits", "visit_count", "phone", "nothing",
]  # fmt: skip
words = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["9999-12-31", "0001-01-01", "2026-02-30", "1e400", "NaN", "-0", "9" * 40, "\x00", "%", "٣", "mon"]
    ),
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), words),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["last", "next", "this", "previous", "unit", "x"]), inner, max_size=2
        ),
    ),
    max_leaves=4,
)
leaves = st.fixed_dictionaries(
    {"field": st.sampled_from(FIELDS), "op": st.sampled_from([*OPS, "zzz"])},
    optional={
        "value": values,
        "than": words | st.sampled_from(OPS),
        "of": words | st.just("cost"),
        "where": values,
    },
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner | values, max_size=2)}),
        st.fixed_dictionaries({"any": st.lists(inner, max_size=2)}),
        st.fixed_dictionaries({"not": inner}),
        st.fixed_dictionaries(
            {"field": st.just("visits"), "op": st.sampled_from(["some", "sum"]), "where": inner}
        ),
    ),
    max_leaves=4,
)


@pytest.fixture
def dossier(db):
    return Dossier.objects.create(last_name="Diop", born_on="2001-03-09", income="12.5", days=["mon"])


@CHECKED
@given(node=trees | values)
@example(node={"field": "visits", "op": "count", "than": "zzz", "value": 1})
@example(node={"field": "born_on", "op": "after", "value": "9999-12-31"})
@example(node={"field": "seen_at", "op": "on", "value": "0001-01-01"})
@example(node={"field": "born_on", "op": "month", "value": True})
@example(node={"field": "last_name", "op": "contains", "value": "a\x00b"})
@example(node={"field": "last_name", "op": "in", "value": ["\x00"]})
@example(node={"field": "status", "op": "in", "value": ["\x00"]})
@example(node={"field": "days", "op": "any", "value": ["\x00"]})
def test_any_filter_in_an_address_shows_a_list(admin, dossier, node):
    parameters = QueryDict(mutable=True)
    parameters["f"] = json.dumps(node)
    listing = Listing(admin, record_types.get("dossiers"), read_address(parameters))
    assert len(listing.rows) <= 1
    assert listing.total <= 1
    chips(admin, listing.type, listing.address.filter)


@CHECKED
@given(
    sort=st.lists(st.sampled_from(FIELDS) | words, max_size=3),
    columns=st.lists(st.sampled_from(FIELDS) | words, max_size=3),
    text=words,
    page=words,
)
def test_any_sort_columns_text_and_page_show_a_list(admin, dossier, sort, columns, text, page):
    parameters = QueryDict(mutable=True)
    parameters.update({"tri": ",".join(sort), "col": ",".join(columns), "q": text, "page": page, "vue": page})
    assert len(Listing(admin, record_types.get("dossiers"), read_address(parameters)).rows) <= 1


@CHECKED
@given(
    lines=st.lists(st.sampled_from(["1:0:g", "2:1:c", "3:1:g", "4:3:c", "5:4:g", "2:2:c", "x"]), max_size=6),
    fields=st.dictionaries(
        st.sampled_from(
            ["2-field", "4-field", "2-op", "4-op", "2-value", "4-value", "2-when", "2-count", "4-than", "1-mode"]
        ),
        st.sampled_from([*FIELDS, *OPS, "9999-12-31", "-1", "last", "this:zzz", "", "\x00"]), max_size=8,
    ),
    action=st.sampled_from(["add-c:1", "add-g:3", "del:4", "del:1", "draw", "zz:٣", ""]),
)  # fmt: skip
def test_any_filter_form_is_shown_and_read(admin, dossier, lines, fields, action):
    data = QueryDict(mutable=True)
    data.setlist("n", lines)
    data.update(fields)
    dossiers = record_types.get("dossiers")
    root = tree.read(data)
    tree.act(root, action)
    Drawer(admin, dossiers).box(root)
    Converter(admin, dossiers).root(root)
