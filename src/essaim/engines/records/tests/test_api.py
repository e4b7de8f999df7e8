"""The API: what lists, forms and actions do, as JSON, under the same rights."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from essaim.engines.journal.api import history
from essaim.engines.records.api import create, record_types
from essaim.engines.records.models import ApiToken, TokenUse
from essaim.engines.records.tokens.actions import do_create_token, do_revoke_token
from tests.samples import people
from tests.samples.models import Dossier, Visit

pytestmark = pytest.mark.django_db
LIST = "/api/v1/dossiers/"


class Caller:
    """Calls the API with a token."""

    def __init__(self, user, client, **options):
        options.setdefault("scope", "write")
        self.user = user
        self.token, self.secret = do_create_token(actor=user, user=user, name="essai", **options)
        self.client = client

    def __call__(self, method, path, data=None, **parameters):
        call = getattr(self.client, method)
        headers = {"Authorization": f"Bearer {self.secret}"}
        if method == "get":
            return call(path, parameters, headers=headers)
        if parameters:
            path += "?" + "&".join(f"{key}={value}" for key, value in parameters.items())
        return call(path, json.dumps(data), content_type="application/json", headers=headers)


@pytest.fixture
def boss():
    return people.admin()


@pytest.fixture
def call(boss, client):
    return Caller(boss, client)


def put(actor, type_name="dossiers", **values):
    return create(actor=actor, record_type=record_types.get(type_name), values=values)


def names(answer):
    assert answer.status_code == 200, answer.content
    return [line["last_name"] for line in answer.json()["results"]]


def test_a_list_is_counted_filtered_sorted_and_cut(boss, call):
    for number in range(5):
        put(boss, last_name=f"Nom{number}", visits_planned=number)
    answer = call("get", LIST, sort="-visits_planned", limit=2, columns="last_name")
    assert (names(answer), answer.json()["count"]) == (["Nom4", "Nom3"], 5)
    assert set(answer.json()["results"][0]) == {"id", "version", "title", "url", "changed_at", "last_name"}
    tree = json.dumps({"field": "visits_planned", "op": "between", "value": [1, 2]})
    assert names(call("get", LIST, query=tree)) == ["Nom1", "Nom2"]
    assert names(call("get", LIST, text="nom3")) == ["Nom3"]


@pytest.mark.parametrize(
    "sort", ["", "last_name", "-last_name", "born_on", "-born_on", "income,-last_name", "x_rang"]
)
def test_following_next_gives_every_record_once(boss, call, sort):
    from essaim.engines.records.custom_fields.actions import do_add_field

    do_add_field(actor=boss, type_name="dossiers", label="Rang", kind="text")
    for number in range(11):
        put(boss, last_name=f"Nom{number % 4}", born_on=f"2020-01-0{number % 3 + 1}" if number % 2 else None,
            income="10.50" if number % 3 else None, x_rang=["é", "E", None, "z"][number % 4])  # fmt: skip
    whole = [line["id"] for line in call("get", LIST, sort=sort).json()["results"]]
    seen, address, parameters = [], LIST, {"sort": sort, "limit": 2}
    while address:
        answer = call("get", address, **parameters).json()
        seen += [line["id"] for line in answer["results"]]
        address, parameters = answer["next"], {}
    assert seen == whole
    assert len(set(seen)) == 11
    by_page = []
    for page in (1, 2, 3):
        by_page += [line["id"] for line in call("get", LIST, sort=sort, page=page, limit=4).json()["results"]]
    assert by_page == whole


@pytest.mark.parametrize("parameters", [{"sort": "nope"}, {"query": "{"}, {"query": '{"field": "nope", "op": "is"}'},
    {"columns": "nope"}, {"limit": "0"}, {"limit": "5000"}, {"page": "x"}, {"after": "zzz"}, {"nope": "1"},
    {"query": '{"field": "born_on", "op": "on", "value": "hier"}'}])  # fmt: skip
def test_what_cannot_be_understood_is_said(call, parameters):
    answer = call("get", LIST, **parameters)
    assert answer.status_code == 400
    assert answer.json()["detail"]


def test_a_record_is_created_read_changed_and_deleted(call):
    group_free = {
        "first_name": "Awa",
        "last_name": "Sarr",
        "income": "12.50",
        "born_on": "1990-05-04",
        "follows": True,
    }
    made = call("post", LIST, group_free)
    assert made.status_code == 201, made.content
    found = call("get", made["Location"]).json()
    assert found | {"income": "12.5"} == made.json()
    assert (found["income"], found["born_on"], found["follows"], found["title"]) == (
        "12.5",
        "1990-05-04",
        True,
        "Awa Sarr",
    )
    changed = call("patch", made["Location"], {"last_name": "Diouf", "version": found["version"]})
    assert changed.json()["version"] == found["version"] + 1
    assert call("delete", made["Location"]).status_code == 204
    assert call("get", made["Location"]).status_code == 404


def test_writes_are_journalled_as_coming_from_the_api(call):
    made = call("post", LIST, {"last_name": "Sarr"}).json()
    entry = history("samples.dossier", made["id"]).first()
    assert (entry.channel, entry.session, entry.actor_id) == ("api", call.token.prefix, call.user.pk)
    assert call.token.prefix in entry.origin


def test_a_stale_version_is_refused_with_both(boss, call):
    obj = put(boss, last_name="Un")
    call("patch", f"{LIST}{obj.pk}/", {"last_name": "Deux", "version": 1})
    answer = call("patch", f"{LIST}{obj.pk}/", {"last_name": "Trois", "version": 1})
    assert answer.status_code == 409
    assert answer.json()["current"]["last_name"] == "Deux"
    assert answer.json()["yours"]["last_name"] == "Trois"


def test_what_forbids_a_deletion_is_named(boss, call):
    obj = put(boss, last_name="Un")
    Visit.objects.create(dossier=obj, subject="Visite")
    answer = call("delete", f"{LIST}{obj.pk}/")
    assert answer.status_code == 409
    assert answer.json()["blockers"] == [{"label": "visites", "count": 1}]


@pytest.mark.parametrize(("data", "field"), [
    ({}, "last_name"), ({"last_name": ""}, "last_name"), ({"last_name": "A", "nope": 1}, "nope"),
    ({"last_name": "A", "born_on": "31/02/2026"}, "born_on"), ({"last_name": "A", "status": "zzz"}, "status"),
    ({"last_name": "A", "income": "beaucoup"}, "income"), ({"last_name": "A", "place": 999}, "place"),
    ({"last_name": "A", "follows": "peut-être"}, "follows"), ({"last_name": "A", "email": "x"}, "email"),
    ({"last_name": "A" * 101}, "last_name"), ({"last_name": "A", "visits": [1]}, "visits"),
])  # fmt: skip
def test_errors_are_told_by_field(call, data, field):
    answer = call("post", LIST, data)
    assert answer.status_code == 400, answer.content
    assert list(answer.json()["errors"]) == [field]
    assert Dossier.objects.count() == 0


@pytest.mark.parametrize("data", [3, "x", None, [3], [[]], {"last_name": {"a": 1}}, {"last_name": ["a"]}])
def test_a_body_of_another_shape_is_refused(call, data):
    assert call("post", LIST, data).status_code == 400


def test_many_are_created_together_or_not_at_all(call):
    assert call("post", LIST, [{"last_name": "A"}, {"last_name": ""}]).json()["errors"].keys() == {"1"}
    assert Dossier.objects.count() == 0
    assert len(call("post", LIST, [{"last_name": "A"}, {"last_name": "B"}]).json()) == 2


def test_outside_reach_is_not_found_and_no_right_is_explained(boss, client):
    one, two = people.network(), people.network()
    seen, hidden = put(boss, last_name="Vu", network=one.pk), put(boss, last_name="Caché", network=two.pk)
    reader = people.user("samples.dossiers:network:v")
    reader.networks.set([one])
    call = Caller(reader, client)
    answer = call("get", LIST)
    assert (names(answer), answer.json()["count"]) == (["Vu"], 1)
    assert call("get", f"{LIST}{hidden.pk}/").status_code == 404
    assert call("patch", f"{LIST}{hidden.pk}/", {"last_name": "x"}).status_code == 404
    assert call("delete", f"{LIST}{hidden.pk}/").status_code == 404
    refused = call("patch", f"{LIST}{seen.pk}/", {"last_name": "x"})
    assert refused.status_code == 403
    assert "modifier" in refused.json()["detail"]
    refused = call("get", "/api/v1/places/")
    assert refused.status_code == 403
    assert "Lieux d’essai" in refused.json()["detail"]


def test_hidden_fields_do_not_exist(boss, client):
    obj = put(boss, last_name="Vu", health="asthme")
    call = Caller(people.user("samples.dossiers:all:cmsv"), client)
    assert "health" not in call("get", f"{LIST}{obj.pk}/").json()
    assert call("get", LIST, columns="health").status_code == 400
    assert call("get", LIST, sort="health").status_code == 400
    assert call("get", LIST, query='{"field": "health", "op": "not_empty"}').status_code == 400
    assert call("patch", f"{LIST}{obj.pk}/", {"health": "x"}).status_code == 400
    assert "health" not in str(call("get", "/api/v1/types/").json())
    assert "health" not in call("get", "/api/schema/", format="json").content.decode()


def test_references_out_of_reach_read_as_empty(boss, client):
    place = put(boss, "places", name="Secret", network=people.network().pk)
    obj = put(boss, last_name="Vu", place=place.pk)
    reader = people.user("samples.dossiers:all:cmsv", "samples.places:network:v")
    call = Caller(reader, client)
    assert call("get", f"{LIST}{obj.pk}/").json()["place"] is None
    assert call("patch", f"{LIST}{obj.pk}/", {"place": place.pk}).status_code == 400


def test_a_token_that_reads_does_not_write(boss, client):
    call = Caller(boss, client, scope="read")
    assert call("get", LIST).status_code == 200
    assert call("post", LIST, {"last_name": "A"}).status_code == 403


def test_a_rehearsal_keeps_nothing(boss, client):
    call = Caller(boss, client, dry_run=True)
    answer = call("post", LIST, {"last_name": "A"})
    assert (answer.status_code, answer["X-Essaim-Dry-Run"]) == (201, "true")
    assert answer.json()["last_name"] == "A"
    assert Dossier.objects.count() == 0
    assert Caller(boss, client)("post", LIST, {"last_name": "A"}, dry_run=1).status_code == 201
    assert Dossier.objects.count() == 0


def test_dead_tokens_are_refused(boss, client, call):
    assert call("get", LIST).status_code == 200
    do_revoke_token(actor=boss, token=call.token)
    assert call("get", LIST).status_code == 401
    other = Caller(boss, client)
    ApiToken.objects.filter(pk=other.token.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert other("get", LIST).status_code == 401
    user = people.user("samples.dossiers:all:v")
    theirs = Caller(user, client)
    user.is_active = False
    user.save()
    answer = theirs("get", LIST)
    assert (answer.status_code, answer.json()["detail"]) == (401, "Ce compte est désactivé.")


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Bearer essaim_0000000000_" + "a" * 43, "Basic YTpi",
                                    "Bearer é", "Bearer a b c"])  # fmt: skip
def test_nobody_enters_without_a_token(client, header):
    answer = client.get(LIST, headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_session_reads_and_needs_its_csrf_token_to_write(boss):
    client = Client(enforce_csrf_checks=True)
    client.force_login(boss)
    assert client.get(LIST).status_code == 200
    assert (
        client.post(LIST, json.dumps({"last_name": "A"}), content_type="application/json").status_code == 403
    )


def test_secrets_are_not_kept_and_use_is_traced(call):
    assert call.secret not in str(ApiToken.objects.values())
    call("get", LIST)
    assert TokenUse.objects.get().token_id == call.token.pk


def test_calls_are_counted(call, monkeypatch):
    from essaim.engines.records.throttling import ReaderThrottle, Tally

    monkeypatch.setattr(ReaderThrottle, "THROTTLE_RATES", {"user": "2/day"})
    monkeypatch.setattr(ReaderThrottle, "tally", Tally())
    assert [call("get", "/api/v1/me/").status_code for _ in range(3)] == [200, 200, 429]


def test_calls_are_counted_for_all_web_processes_together(db):
    from essaim.engines.records.throttling import Tally

    one, two, restarted = Tally("one"), Tally("two"), Tally("one")
    counts = [tally.add("throttle:someone:1", 40, 60) for _ in range(25) for tally in (one, two)]
    assert len([count for count in counts if count <= 40]) in range(40, 45)
    assert restarted.add("throttle:someone:1", 40, 60) > 40


def test_the_api_describes_itself(call):
    schema = call("get", "/api/schema/", format="json").json()
    assert "/api/v1/dossiers/{id}/" in schema["paths"]
    people_schema = schema["components"]["schemas"]["Dossiers"]["properties"]
    assert people_schema["born_on"]["format"] == "date"
    assert call("get", "/api/v1/query-schema.json").json()["title"] == "Essaim query"
    kinds = {item["name"]: item for item in call("get", "/api/v1/types/").json()}
    assert "period" in next(f for f in kinds["dossiers"]["fields"] if f["name"] == "born_on")["operators"]
