"""The filter built condition by condition: form → tree → JSON → words, and back."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict

from essaim.engines.records.api import record_types
from essaim.engines.records.filtering import tree
from essaim.engines.records.filtering.convert import Converter, Opener
from essaim.engines.records.filtering.phrases import Phrases
from tests.samples import people
from tests.samples.models import Dossier, Place, Visit

URL = "/dossiers-essai/filtre/"
TREES = [
    {"field": "last_name", "op": "contains", "value": "dio"},
    {"field": "last_name", "op": "in", "value": ["Diop", "Sarr"]},
    {"field": "last_name", "op": "empty"},
    {"field": "visits_planned", "op": "between", "value": ["2", "5"]},
    {"field": "income", "op": "gte", "value": "1250.50"},
    {"field": "born_on", "op": "on", "value": "2001-03-09"},
    {"field": "born_on", "op": "period", "value": {"last": 3, "unit": "month"}},
    {"field": "born_on", "op": "period", "value": {"previous": "year"}},
    {"field": "born_on", "op": "month", "value": 2},
    {"field": "follows", "op": "is", "value": True},
    {"field": "status", "op": "not_in", "value": ["open", "closed"]},
    {"field": "days", "op": "all", "value": ["mon", "sat"]},
    {"field": "place", "op": "in", "value": [1]},
    {"field": "place", "op": "where", "where": {"field": "city", "op": "is", "value": "Thiès"}},
    {"field": "visits", "op": "some"},
    {"field": "visits", "op": "no", "where": {"field": "cost", "op": "gt", "value": "20"}},
    {"field": "visits", "op": "count", "than": "gte", "value": "2"},
    {"field": "visits", "op": "sum", "of": "cost", "than": "lt", "value": "100"},
    {"any": [{"field": "email", "op": "empty"}, {"not": {"field": "phone", "op": "starts", "value": "06"}}]},
    {
        "all": [
            {"field": "status", "op": "in", "value": ["open"]},
            {"not": {"any": [{"field": "email", "op": "empty"}, {"field": "siret", "op": "empty"}]}},
        ]
    },
]


def form_of(root: tree.Group) -> QueryDict:
    """What the form sends for a tree, as its template writes it."""
    data = QueryDict(mutable=True)

    def group(node: tree.Group, parent: int) -> None:
        data.appendlist("n", f"{node.id}:{parent}:g")
        data[f"{node.id}-mode"] = node.mode
        data[f"{node.id}-not"] = "1" if node.negated else ""
        for item in node.items:
            group(item, node.id) if isinstance(item, tree.Group) else condition(item, node.id)

    def condition(node: tree.Condition, parent: int) -> None:
        data.appendlist("n", f"{node.id}:{parent}:c")
        data[f"{node.id}-field"], data[f"{node.id}-op"] = node.field, node.op
        data[f"{node.id}-not"] = "1" if node.negated else ""
        for name, values in node.data.items():
            data.setlist(f"{node.id}-{name}", values)
        if node.where is not None:
            group(node.where, node.id)

    group(root, 0)
    return data


@pytest.mark.parametrize("node", TREES, ids=json.dumps)
def test_a_filter_opened_sent_and_read_is_the_same(admin, node):
    dossiers = record_types.get("dossiers")
    read = tree.read(form_of(Opener(admin, dossiers).root(node)))
    converter = Converter(admin, dossiers)
    assert converter.root(read) == node
    assert not converter.failed


@pytest.mark.parametrize("node", TREES, ids=json.dumps)
def test_every_filter_is_shown_and_said(as_admin, admin, node):
    Place.objects.create(pk=1, name="Maison")
    assert as_admin.get(URL, {"f": json.dumps(node)}).status_code == 200
    html = as_admin.get("/dossiers-essai/", {"f": json.dumps(node)})
    assert html.context["errors"] == []
    assert len(html.context["chips"]) == len(node.get("all", [1]))


def say(user, node) -> str:
    return Phrases(user, record_types.get("dossiers")).node(node)


def test_filters_read_as_sentences(admin):
    assert say(admin, TREES[0]) == "Nom contient «\u202fdio\u202f»"
    assert say(admin, TREES[6]) == "Né le : les 3 derniers mois"
    assert say(admin, TREES[15]) == "n’a aucune visite (Frais est supérieur à 20)"
    assert say(admin, TREES[18]) == "Courriel est vide ou sauf si Téléphone commence par «\u202f06\u202f»"
    assert (
        say(admin, {"field": "status", "op": "in", "value": ["open", "closed"]}) == "État est ouvert ou clos"
    )


def test_words_hide_what_the_reader_may_not_see(db):
    place = Place.objects.create(name="Secrète", network=people.network())
    user = people.user("samples.dossiers:all:v", "samples.places:network:v")
    assert "Secrète" not in say(user, {"field": "place", "op": "in", "value": [place.pk]})
    assert "Santé" not in say(user, {"field": "health", "op": "empty"})


def test_buttons_add_and_remove_and_keep_what_is_written(as_admin):
    data = {
        "n": ["1:0:g", "2:1:c"],
        "1-mode": "any",
        "2-field": "last_name",
        "2-op": "contains",
        "2-value": "dio",
    }
    answer = as_admin.post(URL, {**data, "do": "add-c:1"})
    box = answer.context["box"]
    assert [item.condition.field for item in box.items] == ["last_name", ""]
    assert box.items[0].values == ["dio"]
    answer = as_admin.post(URL, {**data, "do": "del:2"})
    assert answer.context["box"].items == []
    answer = as_admin.post(URL, {**data, "do": "add-g:1"})
    assert answer.context["box"].items[1].kind == "group"


def test_applying_leads_to_the_list_with_the_filter_in_its_address(as_admin):
    data = {
        "n": ["1:0:g", "2:1:c"],
        "2-field": "last_name",
        "2-op": "contains",
        "2-value": "dio",
        "do": "apply",
    }
    answer = as_admin.post(URL + "?tri=email", data)
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert json.loads(query["f"][0]) == {"field": "last_name", "op": "contains", "value": "dio"}
    assert query["tri"] == ["email"]


def test_an_unfinished_condition_is_told_at_its_place(as_admin):
    data = {"n": ["1:0:g", "2:1:c"], "2-field": "visits_planned", "2-op": "gte", "2-value": "", "do": "apply"}
    answer = as_admin.post(URL, data)
    assert answer.status_code == 422
    assert answer.context["box"].items[0].condition.error


def test_the_count_follows_the_conditions(as_admin):
    dossier = Dossier.objects.create(last_name="Diop")
    Dossier.objects.create(last_name="Sarr")
    Visit.objects.create(dossier=dossier, subject="Une")
    data = {"n": ["1:0:g", "2:1:c"], "2-field": "visits", "2-op": "some", "do": "count"}
    assert as_admin.post(URL, data).content.decode() == "1 dossier"


@pytest.mark.parametrize("lines", [["x"], ["1:0:g", "2:9:c"], ["a:b:c"], ["1:0:g", "1:1:g"], ["2:1:c"]])
def test_a_broken_form_shows_a_form(as_admin, lines):
    assert as_admin.post(URL, {"n": lines, "do": "add-c:1"}).status_code == 200
