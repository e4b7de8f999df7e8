"""The list of a record type: rows, sorts, text, columns, pages, all in the address."""

from __future__ import annotations

import json
import re

import pytest

from essaim.engines.records import listing
from essaim.engines.records.api import Query, change, compile_query, record_types
from tests.samples import people
from tests.samples.models import Dossier, Place

URL = "/dossiers-essai/"


def make(count: int = 1, **fields) -> list[Dossier]:
    return [
        Dossier.objects.create(**{"first_name": "Awa", "last_name": f"Diop {rank:03}", **fields})
        for rank in range(count)
    ]


def names(response) -> list[str]:
    return [row.title for row in response.context["listing"].rows]


def test_a_list_shows_its_rows_and_how_many_there_are(as_admin):
    make(3)
    response = as_admin.get(URL)
    assert names(response) == ["Awa Diop 000", "Awa Diop 001", "Awa Diop 002"]
    assert "3 dossiers" in response.content.decode()


def test_an_unknown_slug_is_no_page(as_admin):
    assert as_admin.get("/licornes/").status_code == 404


def test_the_address_sorts_on_several_columns(as_admin):
    make(2, last_name="Zoé")
    make(1, last_name="Abel", first_name="Luc")
    response = as_admin.get(URL, {"tri": "-last_name,first_name"})
    assert names(response)[-1] == "Luc Abel"


def test_columns_come_in_the_order_of_the_address(as_admin):
    make(1)
    response = as_admin.get(URL, {"col": "email,last_name"})
    assert [field.name for field in response.context["listing"].columns] == ["email", "last_name"]


def test_text_is_looked_for_whatever_its_accents(as_admin):
    make(1, last_name="Thiès")
    make(1, last_name="Dakar")
    assert names(as_admin.get(URL, {"q": "thies"})) == ["Awa Thiès"]


def test_a_filter_that_cannot_be_read_is_said_and_the_list_shown_whole(as_admin):
    make(2)
    for bad in ("{", '{"field": "nothing", "op": "is"}', "[]", '{"field":"last_name","op":"gt","value":3}'):
        response = as_admin.get(URL, {"f": bad})
        assert response.status_code == 200
        assert len(names(response)) == 2
        assert response.context["errors"]


def test_a_sort_on_an_unknown_field_is_said(as_admin):
    make(1)
    response = as_admin.get(URL, {"tri": "nothing"})
    assert response.status_code == 200
    assert response.context["errors"]


@pytest.mark.parametrize("page", ["0", "-1", "abc", "999999999999", "٣"])
def test_a_wrong_page_number_shows_a_page(as_admin, page):
    make(1)
    assert as_admin.get(URL, {"page": page}).status_code == 200


def test_every_page_holds_its_rows_once(as_admin):
    make(130)
    seen = [row for page in (1, 2, 3) for row in names(as_admin.get(URL, {"page": page}))]
    assert seen == [f"Awa Diop {rank:03}" for rank in range(130)]


def test_a_filter_in_the_address_applies(as_admin):
    make(2, status="open")
    make(1, status="closed")
    tree = json.dumps({"field": "status", "op": "in", "value": ["closed"]})
    assert len(names(as_admin.get(URL, {"f": tree}))) == 1


def test_nobody_sees_beyond_their_reach(client, db):
    ours, theirs = people.network(), people.network()
    make(1, network=ours, last_name="Ici")
    make(1, network=theirs, last_name="Ailleurs")
    user = people.user("samples.dossiers:network:v")
    user.networks.add(ours)
    client.force_login(user)
    assert names(client.get(URL)) == ["Awa Ici"]


def test_without_any_right_the_page_says_why(client, db):
    client.force_login(people.user("samples.places:all:v"))
    response = client.get(URL)
    assert response.status_code == 403


def test_queries_do_not_grow_with_rows(as_admin, django_assert_max_num_queries):
    place = Place.objects.create(name="Thiès")
    make(1, place=place)
    columns = {"col": "last_name,place,network,groups,visits,owner,visit_count"}
    as_admin.get(URL, columns)
    make(40, place=place)
    with django_assert_max_num_queries(14):
        as_admin.get(URL, columns)


def test_a_frequent_text_gives_the_same_rows_read_in_order(as_admin, monkeypatch):
    make(60)
    make(5, last_name="Sarr")
    shown = [names(as_admin.get(URL, {"q": "diop", "page": page})) for page in (1, 2)]
    monkeypatch.setattr(listing, "SUPPOSED_ROWS", 0)
    assert [names(as_admin.get(URL, {"q": "diop", "page": page})) for page in (1, 2)] == shown


def test_a_type_without_a_text_column_is_searched_by_its_titles(as_admin):
    Place.objects.create(name="Maison de Thiès")
    Place.objects.create(name="Dakar")
    assert names(as_admin.get("/lieux-essai/", {"q": "THIES maison"})) == ["Maison de Thiès"]


def test_a_reference_sorts_by_its_name(as_admin):
    last, first = Place.objects.create(name="Zinguinchor"), Place.objects.create(name="Angers")
    make(1, last_name="Un", place=last)
    make(1, last_name="Deux", place=first)
    make(1, last_name="Trois")
    assert names(as_admin.get(URL, {"tri": "place"})) == ["Awa Deux", "Awa Un", "Awa Trois"]


@pytest.mark.parametrize("query", ["", "q=diop", "tri=-last_name&page=2", "f=%7B", "vue=0&col=email"])
def test_the_part_that_htmx_brings_is_the_part_of_the_whole_page(as_admin, query):
    make(60)
    whole = as_admin.get(f"{URL}?{query}").content.decode()
    part = as_admin.get(
        f"{URL}?{query}", headers={"hx-request": "true", "hx-target": "list"}
    ).content.decode()
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|id="menu-\d+"|popovertarget="menu-\d+"')
    drawn = token.sub("", part[: part.index('<div class="es-toolbar__end"')]).strip()
    assert drawn in token.sub("", whole)


def test_a_far_page_is_walked_to_once_and_follows_writes(
    as_admin, admin, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(listing, "FAR", 10)
    made = make(150)
    dossiers = record_types.get("dossiers")
    queryset = compile_query(admin, Query("dossiers"))
    first = listing.page_of_ids(queryset, 150, 50, 50)
    assert first == [item.pk for item in made[50:100]]
    with django_assert_num_queries(1):  # the journal's number
        assert listing.page_of_ids(queryset, 150, 50, 50) == first
    change(actor=admin, record_type=dossiers, obj=made[60], values={"last_name": "Zzz"})
    assert listing.page_of_ids(queryset, 150, 50, 50) == [item.pk for item in [*made[50:60], *made[61:101]]]


def test_a_choice_sorts_in_the_order_it_is_offered(as_admin, admin):
    for status in ("closed", "", "open", "closed"):
        Dossier(last_name="Diop", status=status).save()
    rising = compile_query(admin, Query("dossiers", sort=("status",)))
    assert [row.status for row in rising] == ["open", "closed", "closed", ""]
    falling = compile_query(admin, Query("dossiers", sort=("-status",)))
    assert [row.status for row in falling] == ["closed", "closed", "open", ""]
    assert [row.pk for row in rising.reverse()] == [row.pk for row in rising][::-1]
