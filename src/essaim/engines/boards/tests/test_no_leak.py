"""Whoever looks, in whatever order, after whatever write: figures are the reader's own, kept or not."""

from __future__ import annotations

import re

import pytest
from django.core.cache import caches
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.engines.boards import keeping
from essaim.engines.boards.drawing import draw
from essaim.engines.boards.showing import asked, content
from essaim.engines.boards.widgets import Shared, Widget
from essaim.engines.records.api import Query, compile_query
from essaim.engines.rights.api import Grant, forget
from essaim.kit.writing import writing
from tests.samples import people
from tests.samples.models import Dossier

CHECKED = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
COUNT = [{"measure": "count"}]
MEASURES = (
    COUNT, [{"measure": "sum", "field": "income"}], [{"measure": "median", "field": "income"}],
    [{"measure": "distinct", "field": "network"}],
)  # fmt: skip
widgets = st.builds(
    lambda kind, group, measures: Widget(
        kind, "", {"type": "dossiers", "group": group, "measures": measures}
    ),
    st.sampled_from(["bar", "table", "pie"]),
    st.sampled_from([["status"], ["network"], ["seen_at:month"], ["last_name"]]),
    st.sampled_from(MEASURES),
)
shareds = st.sampled_from(
    [Shared(), Shared({"from": "2026-01-01", "to": "2026-02-28"}), Shared(None, {"status": ["open"]})]
)
steps = st.lists(
    st.tuples(
        st.sampled_from(["chief", "first", "second", "nobody"]), widgets, shareds,
        st.sampled_from(["", "write", "reach"]),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@pytest.fixture
def readers(dossiers, networks):
    found = {"chief": people.admin(), "nobody": people.user("boards:all:v")}
    for name, network in zip(("first", "second"), networks, strict=True):
        found[name] = people.user("boards:all:v", "samples.dossiers:network:v")
        found[name].networks.add(network)
    return found


def fresh(user, widget, shared):
    for name in ("local", "answers"):
        caches[name].clear()
    forget(user)
    return content(draw(user, widget, shared))


def change(what, readers, networks):
    if what == "write":
        with writing(readers["chief"]) as work:
            work.created(
                Dossier.objects.create(last_name="Neuf", status="open", network=networks[1], income=7)
            )
    elif what == "reach":
        grant = Grant.objects.get(role__holders__user=readers["first"], resource="samples.dossiers")
        grant.reach = "all" if grant.reach == "network" else "network"
        grant.save()
        forget(readers["first"])


@CHECKED
@given(steps=steps)
def test_what_is_shown_is_what_would_be_computed_for_this_reader_alone(readers, networks, steps):
    keeping.forget()
    shown = []
    for name, widget, shared, what in steps:
        change(what, readers, networks)
        shown.append((name, widget, shared, asked(readers[name], widget, shared)))
        assert shown[-1][3] == fresh(readers[name], widget, shared), (name, what)
        assert asked(readers[name], widget, shared) == shown[-1][3]


@CHECKED
@given(widget=widgets)
def test_no_link_of_a_chart_leads_beyond_its_reader(readers, networks, widget):
    for name in ("first", "second"):
        user = readers[name]
        drawing = draw(user, widget, Shared())
        mine = set(compile_query(user, Query("dossiers")).values_list("pk", flat=True))
        assert mine < set(Dossier.objects.values_list("pk", flat=True))
        if widget.query["measures"] == COUNT:
            assert sum(int(line.figures[0].raw) for line in drawing.lines) == len(mine)


def test_nothing_of_a_hidden_network_is_named(readers, networks):
    widget = Widget("bar", "", {"type": "dossiers", "group": ["network"], "measures": COUNT})
    text = asked(readers["first"], widget, Shared())
    assert str(networks[0]) in text
    assert str(networks[1]) not in text


def test_small_figures_are_masked_in_every_form(readers, networks, client, monkeypatch):
    from essaim.engines.boards.workbook import written
    from essaim.engines.records.api import record_types

    monkeypatch.setitem(record_types.get("dossiers").__dict__, "small_cells", 4)
    widget = Widget("bar", "", {"type": "dossiers", "group": ["network"], "measures": COUNT})
    drawing = draw(readers["chief"], widget, Shared())
    assert [figure.masked for line in drawing.lines for figure in line.figures] == [True, True]
    text = content(drawing)
    assert not re.search(r'data-value="\d', text)
    assert "moins de 4" in text
    assert b"PK" in written(readers["chief"], [widget], Shared())[:4]
    figure = Widget("figure", "", {"type": "dossiers", "filter": {"all": [
        {"field": "network", "op": "in", "value": [networks[1].pk]}]}, "measures": COUNT})  # fmt: skip
    assert draw(readers["chief"], figure, Shared()).figure.masked
