"""Boards: who opens them, what they show, how they are arranged."""

from __future__ import annotations

import io
import json

import pytest
from python_calamine import CalamineWorkbook

from essaim.engines.boards.models import Board
from essaim.engines.boards.widgets import Shared
from essaim.engines.rights.api import Role, RoleHolder
from tests.samples import people


def page(client, user, path):
    client.force_login(user)
    return client.get(path)


def inside(client, user, board, rank):
    """What the page asks for each widget."""
    return page(client, user, f"/tableaux/{board.pk}/w/{board.parts[rank].id}/").content.decode()


def test_a_board_opens_with_promises_then_with_its_figures(client, maker, board):
    first = page(client, maker, f"/tableaux/{board.pk}/").content.decode()
    assert first.count('hx-trigger="load"') == 2
    assert "<strong>Bonjour</strong>" in first
    assert ">10</a>" in inside(client, maker, board, 0)
    assert "data-figures" in inside(client, maker, board, 1)
    second = page(client, maker, f"/tableaux/{board.pk}/").content.decode()
    assert 'hx-trigger="load"' not in second
    assert ">10</a>" in second


def test_each_reader_gets_their_own_figures(client, maker, member, shared_board):
    assert ">10</a>" in inside(client, maker, shared_board, 0)
    assert ">7</a>" in inside(client, member, shared_board, 0)
    assert ">7</a>" in page(client, member, f"/tableaux/{shared_board.pk}/").content.decode()


def test_every_figure_leads_to_its_records(client, member, shared_board):
    text = inside(client, member, shared_board, 1)
    link = text.split('data-key="open"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    rows = page(client, member, link).content.decode()
    assert "4 dossiers" in rows
    assert "clos" not in rows.split("<tbody")[1].split("</tbody>")[0]


def test_somebody_else_s_board_is_not_there(client, member, board):
    for path in ("", f"w/{board.parts[0].id}/", "tableau.xlsx"):
        assert page(client, member, f"/tableaux/{board.pk}/{path}").status_code == 404


def test_sharing_by_role_opens_it_and_only_reading(client, member, board):
    board.roles.add(RoleHolder.objects.get(user=member).role)
    assert page(client, member, f"/tableaux/{board.pk}/").status_code == 200
    assert page(client, member, f"/tableaux/{board.pk}/composer/").status_code == 403
    changer = people.user("boards:all:cmv", "samples.dossiers:all:v")
    RoleHolder.objects.create(role=Role.objects.get(pk=board.roles.get().pk), user=changer)
    assert page(client, changer, f"/tableaux/{board.pk}/composer/").status_code == 302
    sent = client.post(f"/tableaux/{board.pk}/disposition/", {"places": "[]", "version": "1"})
    assert sent.status_code == 403


def test_without_the_right_to_boards_the_page_says_so(client, dossiers):
    user = people.user("samples.dossiers:all:v")
    assert page(client, user, "/tableaux/").status_code == 403


def test_a_widget_about_what_one_may_not_see_says_it(client, shared_board):
    user = people.user("boards:all:v")
    text = inside(client, user, shared_board, 0)
    assert "ne permet pas de voir" in text
    assert "data-figures" not in text


def test_filters_of_the_board_hold_for_all_widgets(client, maker, networks, board):
    client.force_login(maker)
    query = f"?periode=dates&du=2026-01-01&au=2026-01-31&f_network=&f_network={networks[0].pk}"
    text = client.get(f"/tableaux/{board.pk}/w/{board.parts[0].id}/{query}").content.decode()
    assert ">3</a>" in text
    assert str(networks[0]) in client.get(f"/tableaux/{board.pk}/{query}").content.decode()
    client.post(f"/tableaux/{board.pk}/filtres/{query}")
    assert ">3</a>" in inside(client, maker, board, 0)


@pytest.mark.parametrize(
    "query",
    [
        "periode=last:x:month", "periode=last:99999:year", "periode=dates&du=x",
        "periode=dates&du=2026-02-01&au=2026-01-01",
        "periode=this:decade", "f_network=999999999", "f_network=x", "f_nothing=1", "periode=:", "periode=%00",
        "periode=dates&du=0001-01-01&au=9999-12-31", "f_status=%00",
    ],
)  # fmt: skip
def test_a_broken_address_still_gives_a_board(client, maker, board, query):
    assert page(client, maker, f"/tableaux/{board.pk}/?{query}").status_code == 200
    assert client.get(f"/tableaux/{board.pk}/w/{board.parts[1].id}/?{query}").status_code == 200


def test_the_workbook_holds_numbers(client, maker, board):
    answer = page(client, maker, f"/tableaux/{board.pk}/tableau.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["Dossiers", "Par état"]
    rows = book.get_sheet_by_name("Par état").to_python()
    assert ["ouvert", 5.0] in [row[:2] for row in rows]
    one = client.get(f"/tableaux/{board.pk}/tableau.xlsx?element={board.parts[0].id}")
    assert CalamineWorkbook.from_filelike(io.BytesIO(one.content)).sheet_names == ["Dossiers"]
    assert client.get(f"/tableaux/{board.pk}/tableau.xlsx?element=zzz").status_code == 404


def places(board):
    return [{"id": part.id, "width": 12, "height": 3} for part in reversed(board.parts)]


def test_arranging_keeps_order_and_sizes_and_refuses_a_stale_page(client, maker, board):
    client.force_login(maker)
    path = f"/tableaux/{board.pk}/disposition/"
    answer = client.post(path, {"places": json.dumps(places(board)), "version": board.version})
    assert answer.json() == {"version": 2}
    board.refresh_from_db()
    assert [part.kind for part in board.parts] == ["text", "bar", "figure"]
    assert {part.width for part in board.parts} == {12}
    stale = client.post(path, {"places": json.dumps(places(board)), "version": 1})
    assert stale.status_code == 409
    assert [part.kind for part in Board.objects.get().parts] == ["text", "bar", "figure"]


@pytest.mark.parametrize("places", ["", "x", "{}", "[1]", "null", '[{"id": {}}]', "[" * 3000])
def test_an_unreadable_arrangement_changes_nothing(client, maker, board, places):
    client.force_login(maker)
    answer = client.post(f"/tableaux/{board.pk}/disposition/", {"places": places, "version": "1"})
    assert answer.status_code in (200, 400)
    assert len(Board.objects.get().widgets) == 3


def test_the_buttons_arrange_without_a_script(client, maker, board):
    client.force_login(maker)
    key = board.parts[0].id
    for do in ("later", "wider", "taller"):
        version = Board.objects.get().version
        client.post(f"/tableaux/{board.pk}/disposition/", {"do": f"{do}:{key}", "version": version})
    board.refresh_from_db()
    assert [part.kind for part in board.parts] == ["bar", "figure", "text"]
    assert (board.parts[1].width, board.parts[1].height) == (4, 2)
    assert (
        client.post(f"/tableaux/{board.pk}/disposition/", {"do": "later:zz", "version": 4}).status_code == 400
    )


def test_widgets_are_copied_and_removed(client, maker, board):
    client.force_login(maker)
    base = f"/tableaux/{board.pk}/element/{board.parts[0].id}"
    client.post(f"{base}/dupliquer/")
    assert len({part.id for part in Board.objects.get().parts}) == 4
    client.post(f"{base}/supprimer/")
    client.post(f"{base}/supprimer/")
    assert len(Board.objects.get().parts) == 3


def test_a_board_is_made_named_shared_copied_and_deleted(client, maker):
    client.force_login(maker)
    assert client.post("/tableaux/nouveau/", {"name": " "}).status_code == 422
    client.post("/tableaux/nouveau/", {"name": "Neuf", "description": "Essai"})
    made = Board.objects.get()
    role = RoleHolder.objects.get(user=maker).role
    client.post(f"/tableaux/{made.pk}/reglages/", {"name": "Renommé", "roles": [role.pk]})
    made.refresh_from_db()
    assert (made.name, list(made.roles.all())) == ("Renommé", [role])
    client.post(f"/tableaux/{made.pk}/copier/")
    copied = Board.objects.exclude(pk=made.pk).get()
    assert copied.owner == maker
    assert not copied.roles.exists()
    client.post(f"/tableaux/{made.pk}/supprimer/")
    assert list(Board.objects.all()) == [copied]


def test_ready_boards_are_shown_copied_and_exported(client, db):
    user = people.user("boards:all:cmv", "people:all:v")
    library = page(client, user, "/tableaux/").content.decode()
    assert "L’annuaire en chiffres" in library
    assert page(client, user, "/tableaux/prets/annuaire/").status_code == 200
    assert client.get("/tableaux/prets/annuaire/w/w0/").status_code == 200
    assert client.get("/tableaux/prets/annuaire/w/zz/").status_code == 404
    assert client.get("/tableaux/prets/annuaire/tableau.xlsx").status_code == 200
    assert client.get("/tableaux/prets/suivi/").status_code == 404, "it shows nothing this reader may see"
    client.post("/tableaux/prets/annuaire/copier/")
    assert Board.objects.get().source == "annuaire"
    assert Board.objects.get().shared == Shared(fields=("networks", "territory"))


def test_the_number_of_queries_does_not_grow_with_the_widgets_kept(
    client, maker, board, django_assert_max_num_queries
):
    client.force_login(maker)
    for part in board.parts:
        client.get(f"/tableaux/{board.pk}/w/{part.id}/")
    with django_assert_max_num_queries(40):
        client.get(f"/tableaux/{board.pk}/")
