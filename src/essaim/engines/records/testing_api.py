"""What every record type owes to the API: subclass `ApiSuite` in the tests of the engine that declares it.

class TestPeopleApi(ApiSuite):
    record_type = "people"
    factory = PersonFactory

    def api_data(self):
        return {"last_name": "Sarr"}
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from essaim.engines.journal.api import history

from .catalogue import all_fields
from .declarations import RecordType, record_types
from .kinds import OPERATORS, Kind
from .testing import user_with
from .tokens.actions import do_create_token


class Caller:
    """Calls the API as a user, with a token of theirs."""

    def __init__(self, client: Any, user: Any, scope: str = "write") -> None:
        self.client, self.user = client, user
        self.token, self.secret = do_create_token(actor=user, user=user, name="suite", scope=scope)

    def __call__(self, method: str, path: str, data: Any = None, **parameters: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.secret}"}
        if method == "get":
            return self.client.get(path, parameters, headers=headers)
        body = json.dumps(data)
        return getattr(self.client, method)(path, body, content_type="application/json", headers=headers)


@pytest.mark.django_db
class ApiSuite:
    """`record_type`: its name. `factory`: makes one record. `api_data()`: JSON that creates one."""

    record_type: ClassVar[str]
    factory: ClassVar[Callable[..., Any]]

    def api_data(self) -> dict[str, Any]:
        raise NotImplementedError("say what the API is sent to create one")

    @property
    def type(self) -> RecordType:
        return record_types.get(self.record_type)

    @property
    def many(self) -> str:
        return f"/api/v1/{self.record_type}/"

    def one(self, obj: models.Model) -> str:
        return f"{self.many}{obj.pk}/"

    def make(self, **fields: Any) -> Any:
        return type(self).factory(**fields)

    @pytest.fixture
    def chief(self, client: Any) -> Caller:
        return Caller(client, user_with(administrator=True))

    def test_the_api_lists_and_reads(self, chief: Caller) -> None:
        made = self.make()
        answer = chief("get", self.many, limit=1000).json()
        line = next(item for item in answer["results"] if item["id"] == made.pk)
        assert answer["count"] == len(answer["results"])
        assert chief("get", self.one(made)).json()["title"] == line["title"]

    def test_the_api_sorts_by_every_sortable_field(self, chief: Caller) -> None:
        self.make()
        for name, field in all_fields(self.type).items():
            if field.sortable:
                for term in (name, f"-{name}"):
                    answer = chief("get", self.many, sort=term, limit=1)
                    assert answer.status_code == 200, (term, answer.content)

    def test_the_api_filters_by_every_filterable_field(self, chief: Caller) -> None:
        self.make()
        for name, field in all_fields(self.type).items():
            op = next((op for op in ("not_empty", "some") if op in OPERATORS[field.kind]), "")
            if field.filterable and op:
                answer = chief("get", self.many, query=json.dumps({"field": name, "op": op}))
                assert answer.status_code == 200, (name, answer.content)

    def test_the_api_creates_and_journals(self, chief: Caller) -> None:
        if not any(field.editable for field in self.type.fields):
            return
        answer = chief("post", self.many, self.api_data())
        assert answer.status_code == 201, answer.content
        key = answer.json()["id"]
        entry = history(self.type.model.lower(), str(key)).last()
        assert entry is not None
        assert (entry.channel, entry.actor_id) == ("api", chief.user.pk)

    def test_the_api_names_what_is_missing(self, chief: Caller) -> None:
        required = [
            name
            for name, field in all_fields(self.type).items()
            if field.required and field.editable and field.only_when is None
        ]
        if required:
            answer = chief("post", self.many, {})
            assert answer.status_code == 400
            assert set(answer.json()["errors"]) >= set(required)

    def test_the_api_changes_a_version_once(self, chief: Caller) -> None:
        made = self.make()
        found = chief("get", self.one(made)).json()
        name = self._text(found)
        if not name or found["version"] is None:
            return
        answer = chief("patch", self.one(made), {name: "Suite", "version": found["version"]})
        assert answer.status_code == 200, answer.content
        stale = chief("patch", self.one(made), {name: "Autre", "version": found["version"]})
        assert stale.status_code == 409
        assert stale.json()["current"][name] == "Suite"

    def _text(self, found: dict[str, Any]) -> str:
        return next(
            (
                name
                for name, field in all_fields(self.type).items()
                if field.kind in (Kind.TEXT, Kind.LONG_TEXT)
                and field.editable
                and not field.clean
                and name in found
            ),
            "",
        )

    def test_the_api_deletes_or_names_what_forbids_it(self, chief: Caller) -> None:
        made = self.make()
        answer = chief("delete", self.one(made))
        assert answer.status_code in (204, 409), answer.content
        assert (chief("get", self.one(made)).status_code == 404) == (answer.status_code == 204)
        if answer.status_code == 409:
            assert answer.json()["blockers"] or answer.json()["detail"]

    def test_the_api_is_closed_without_the_right(self, client: Any) -> None:
        made = self.make()
        stranger = Caller(client, user_with())
        for method, path in (
            ("get", self.many),
            ("get", self.one(made)),
            ("post", self.many),
            ("delete", self.one(made)),
        ):
            answer = stranger(method, path, {} if method == "post" else None)
            assert answer.status_code == 403, (method, path)
            assert answer.json()["detail"]

    def test_the_api_does_not_find_what_is_out_of_reach(self, client: Any) -> None:
        made = self.make()
        reader = Caller(client, user_with(self.type.resource, "mine", "view"))
        if "mine" in self.type.reach:
            assert reader("get", self.one(made)).status_code == 404
        assert reader("get", self.many).json()["count"] == 0

    def test_the_api_only_reads_for_who_may_only_view(self, client: Any) -> None:
        made = self.make()
        reader = Caller(client, user_with(self.type.resource, "all", "view"))
        assert reader("get", self.one(made)).status_code == 200
        assert reader("patch", self.one(made), {}).status_code == 403
        assert reader("delete", self.one(made)).status_code == 403

    def test_the_api_asks_no_more_of_the_database_for_more_records(self, chief: Caller) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert chief("get", self.many).status_code == 200
            # Calls are counted in the shared cache from time to time, by the clock.
            return sum("essaim_cache" not in query["sql"] for query in queries)

        self.make()
        asked()
        few = asked()
        for _ in range(5):
            self.make()
        assert asked() <= few + 1
