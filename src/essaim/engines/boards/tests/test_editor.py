"""Writing a widget: by the form, from a list, with a filter; what makes no sense is said."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from essaim.engines.boards.models import Board

FORM = {
    "kind": "bar", "type": "dossiers", "measure": "count", "group1": "status", "width": "4", "height": "3",
    "type_shown": "dossiers", "n": ["1:0:g"], "1-mode": "all", "title": "Essai",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _in_menu(monkeypatch):
    from essaim.engines.records.api import record_types

    monkeypatch.setitem(record_types.get("dossiers").__dict__, "in_menu", True)


def send(client, maker, board, key="", **changes):
    client.force_login(maker)
    path = f"/tableaux/{board.pk}/element/" + (f"{key}/" if key else "")
    return client.post(path, {**FORM, "do": "save", **changes})


def test_a_widget_is_added_changed_and_found_again_in_its_form(client, maker, board):
    assert send(client, maker, board).status_code == 302
    made = Board.objects.get().parts[-1]
    assert made.query["group"] == ["status"]
    assert (made.width, made.height, made.title) == (4, 3, "Essai")
    form = client.get(f"/tableaux/{board.pk}/element/{made.id}/").content.decode()
    assert '<option value="status" selected>' in form
    send(
        client,
        maker,
        board,
        made.id,
        kind="line",
        group1="seen_at",
        unit1="week",
        measure="sum",
        field="income",
    )
    changed = Board.objects.get().part(made.id)
    assert changed.query["group"] == ["seen_at:week"]
    assert changed.query["measures"] == [{"measure": "sum", "field": "income"}]
    assert len(Board.objects.get().parts) == 4


@pytest.mark.parametrize("kind", ["bar", "stacked", "line", "map", "calendar", "figure", "text", "zzz"])
def test_a_new_widget_has_a_picture_at_once(client, maker, board, kind):
    client.force_login(maker)
    text = client.get(f"/tableaux/{board.pk}/element/?genre={kind}").content.decode()
    assert kind == "text" or "data-figures" in text
    assert kind == "text" or "Dossiers qui remplissent" in text


CONDITION = {"n": ["1:0:g", "2:1:c"], "2-field": "status", "2-op": "in", "2-value": "open"}


def test_the_filter_is_that_of_lists(client, maker, board):
    send(client, maker, board, **CONDITION)
    assert Board.objects.get().parts[-1].query["filter"] == {
        "all": [{"field": "status", "op": "in", "value": ["open"]}]
    }
    send(client, maker, board, kind="gauge", measure="ratio", target="80", **CONDITION)
    gauge = Board.objects.get().parts[-1]
    assert "filter" not in gauge.query
    assert gauge.query["measures"][0]["where"]["field"] == "status"
    assert gauge.options["target"] == 80
    form = client.get(f"/tableaux/{board.pk}/element/{gauge.id}/").content.decode()
    assert 'value="open" checked' in form


def test_buttons_of_the_filter_redraw_the_form_and_keep_what_was_typed(client, maker, board):
    client.force_login(maker)
    answer = client.post(
        f"/tableaux/{board.pk}/element/", {**FORM, "do": "add-c:1"}, headers={"HX-Request": "true"}
    )
    text = answer.content.decode()
    assert 'name="n" value="2:1:c"' in text
    assert 'value="Essai"' in text
    assert "data-figures" in text, "the picture follows"


@pytest.mark.parametrize(
    "changes",
    [
        {"group1": ""}, {"kind": "line"}, {"measure": "sum"}, {"measure": "ratio"}, {"measure": "interval"},
        {"measure": "over", "number": "income"}, {"group1": "secret"}, {"group1": "health"},
        {"kind": "text", "text": " "},
        {"kind": "stacked"}, {"n": ["1:0:g", "2:1:c"], "2-field": "status", "2-op": "in"},
        {"measure": "distinct", "field": "story"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said_and_nothing_written(client, maker, board, changes):
    answer = send(client, maker, board, **changes)
    assert answer.status_code == 422
    assert "alert-danger" in answer.content.decode()
    assert len(Board.objects.get().parts) == 3


@pytest.mark.parametrize(
    "kind", ["figure", "bar", "pie", "gauge", "funnel", "map", "table", "area", "calendar", "zzz"]
)
def test_each_kind_has_its_form(client, maker, board, kind):
    client.force_login(maker)
    for measure in ("count", "median", "ratio", "interval", "over", "zzz"):
        answer = client.post(
            f"/tableaux/{board.pk}/element/", {**FORM, "kind": kind, "measure": measure, "do": "draw"}
        )
        assert answer.status_code == 200


def test_a_chart_is_made_from_a_list_as_it_is_filtered(client, maker, dossiers):
    client.force_login(maker)
    tree = {"all": [{"field": "status", "op": "in", "value": ["open"]}]}
    path = f"/tableaux/graphique/dossiers-essai/?{urlencode({'f': json.dumps(tree)})}"
    assert 'value="open" checked' in client.get(path).content.decode()
    assert "/tableaux/graphique/dossiers-essai/" in client.get("/dossiers-essai/").content.decode()
    client.post(path, {**FORM, "do": "save", **CONDITION})
    made = Board.objects.get()
    assert made.owner == maker
    assert made.parts[0].query["filter"] == tree


def test_a_reader_of_boards_is_offered_no_chart(client, member, board):
    client.force_login(member)
    assert "graphique" not in client.get("/dossiers-essai/").content.decode()
    assert client.get(f"/tableaux/{board.pk}/element/").status_code == 403
