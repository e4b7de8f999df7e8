"""What every record type owes: subclass `RecordTypeSuite` in the tests of the engine that declares it.

class TestPeople(RecordTypeSuite):
    record_type = "people"
    factory = PersonFactory

    def form_data(self):
        return {"last_name": "Sarr"}
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from essaim.engines.accounts.api import User
from essaim.engines.journal.api import history
from essaim.engines.records.api import Field, Kind, RecordType, all_fields, exact_count, record_types
from essaim.engines.records.cells import is_inline
from essaim.engines.records.kinds import OPERATORS
from essaim.engines.records.values import writable_fields

from .people import bring_within, target_of, user_with


@pytest.mark.django_db
class RecordTypeSuite:
    """`record_type`: its name. `factory`: makes one record. `form_data()`: what creates one by the form.

    `text_field`: a plain text field that the tests may write (found by itself when there is one).
    `query_limit`: how many SQL queries a page of the list may take.
    """

    record_type: ClassVar[str]
    factory: ClassVar[Callable[..., Any]]
    text_field: ClassVar[str] = ""
    query_limit: ClassVar[int] = 20

    def form_data(self) -> dict[str, Any]:
        raise NotImplementedError("say what the creation form is sent")

    @property
    def type(self) -> RecordType:
        return record_types.get(self.record_type)

    @property
    def list_url(self) -> str:
        return reverse("records:list", kwargs={"slug": self.type.slug})

    def url(self, obj: models.Model, part: str = "") -> str:
        return f"{self.list_url}{obj.pk}/{part}"

    def make(self, **fields: Any) -> Any:
        return type(self).factory(**fields)

    def written_field(self) -> Field:
        if self.text_field:
            return all_fields(self.type)[self.text_field]
        return next(
            field
            for field in all_fields(self.type).values()
            if field.kind in (Kind.TEXT, Kind.LONG_TEXT)
            and is_inline(field)
            and not field.clean
            and not field.custom
        )

    @pytest.fixture
    def chief(self) -> User:
        return user_with(administrator=True)

    @pytest.fixture
    def as_chief(self, client: Any, chief: User) -> Any:
        client.force_login(chief)
        return client

    def posted(self, client: Any, obj: models.Model) -> dict[str, Any]:
        """What the change form of `obj` would send unchanged."""
        form = client.get(self.url(obj, "modifier/")).context["form"]
        data: dict[str, Any] = {}
        for bound in form:
            value = bound.value()
            if value is True:
                data[bound.html_name] = "on"
            elif value is not False and value not in (None, "", []):
                widget = bound.field.widget
                data[bound.html_name] = value if hasattr(widget, "label_of") else widget.format_value(value)
        return data

    # The list

    def test_the_list_shows_records(self, as_chief: Any) -> None:
        made = self.make()
        rows = as_chief.get(self.list_url).context["listing"].rows
        assert [row.pk for row in rows] == [made.pk]

    def test_the_list_sorts_by_every_sortable_field(self, as_chief: Any) -> None:
        self.make()
        for name, field in all_fields(self.type).items():
            if field.sortable:
                for term in (name, f"-{name}"):
                    context = as_chief.get(self.list_url, {"tri": term}).context
                    assert (context["errors"], len(context["listing"].rows)) == ([], 1), term

    def test_the_list_shows_every_listed_column(self, as_chief: Any) -> None:
        self.make()
        names = [name for name, field in all_fields(self.type).items() if field.listed]
        context = as_chief.get(self.list_url, {"col": ",".join(names)}).context
        assert [field.name for field in context["listing"].columns] == names

    def test_the_list_filters_by_every_filterable_field(self, as_chief: Any) -> None:
        self.make()
        for name, field in all_fields(self.type).items():
            operators = OPERATORS[field.kind]
            if not field.filterable or not {"empty", "some"} & set(operators):
                continue
            both = ("empty", "not_empty") if "empty" in operators else ("some", "no")
            totals = []
            for op in both:
                context = as_chief.get(self.list_url, {"f": f'{{"field":"{name}","op":"{op}"}}'}).context
                assert context["errors"] == [], name
                totals.append(context["listing"].total)
            assert sum(totals) == 1, name

    def test_the_list_takes_as_many_queries_for_many_rows_as_for_few(self, as_chief: Any) -> None:
        self.make()
        as_chief.get(self.list_url)
        few = self._queries(as_chief)
        for _ in range(12):
            self.make()
        many = self._queries(as_chief)
        assert many <= few + 1
        assert many <= self.query_limit

    def _queries(self, client: Any) -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(self.list_url)
        return len(found)

    # The record

    def test_the_page_of_a_record_shows(self, as_chief: Any) -> None:
        made = self.make()
        assert as_chief.get(self.url(made)).status_code == 200
        assert as_chief.get(self.url(made, "supprimer/")).status_code == 200

    def test_a_record_is_created_by_its_form(self, as_chief: Any, chief: User) -> None:
        answer = as_chief.post(f"{self.list_url}nouveau/", {**self.form_data(), "sure": "1"})
        assert answer.status_code == 302, answer.context["form"].errors
        made: Any = self.type.model_class._base_manager.get()
        assert made.created_by == chief
        assert made.version == 1
        kinds = history(made._meta.label_lower, str(made.pk)).values_list("kind", "actor")
        assert ("created", chief.pk) in kinds

    def test_a_form_sent_unchanged_writes_nothing(self, as_chief: Any) -> None:
        made = self.make()
        data = self.posted(as_chief, made)
        answer = as_chief.post(self.url(made, "modifier/"), {**data, "version": made.version})
        assert answer.status_code == 302, answer.context["form"].errors
        fresh: Any = self.type.model_class._base_manager.get(pk=made.pk)
        assert fresh.version == made.version

    def test_a_change_is_written_and_kept_in_the_journal(self, as_chief: Any, chief: User) -> None:
        made, field = self.make(), self.written_field()
        data = {**self.posted(as_chief, made), field.name: "Écrit par la suite", "version": made.version}
        answer = as_chief.post(self.url(made, "modifier/"), data)
        assert answer.status_code == 302, answer.context["form"].errors
        fresh: Any = self.type.model_class._base_manager.get(pk=made.pk)
        assert (fresh.version, fresh.changed_by) == (made.version + 1, chief)
        entry = history(made._meta.label_lower, str(made.pk)).filter(kind="changed").get()
        assert entry.actor_id == chief.pk
        assert field.path in entry.fields

    def test_a_field_is_edited_in_place(self, as_chief: Any) -> None:
        made, field = self.make(), self.written_field()
        url = self.url(made, f"champ/{field.name}/")
        base = as_chief.get(url).context["base"]
        answer = as_chief.post(url, {field.name: "En place", "base": base, "place": "list"})
        assert answer.status_code == 200
        assert "En place" in answer.content.decode()

    def test_what_is_edited_in_place_reads_as_after_a_reload(self, as_chief: Any) -> None:
        made, field = self.make(), self.written_field()
        url = self.url(made, f"champ/{field.name}/")
        for place, page in (("record", self.url(made)), ("list", f"{self.list_url}?col={field.name}")):
            base = as_chief.get(url).context["base"]
            part = as_chief.post(url, {field.name: f"Vu en {place}", "base": base, "place": place})
            assert part.status_code == 200
            assert part.content.decode().strip() in as_chief.get(page).content.decode(), place

    def test_a_value_changed_meanwhile_is_shown_beside_the_one_typed_in_place(self, as_chief: Any) -> None:
        made, field = self.make(), self.written_field()
        url = self.url(made, f"champ/{field.name}/")
        sent = {field.name: "Le mien", "base": as_chief.get(url).context["base"], "place": "record"}
        rows = self.type.model_class._base_manager.filter(pk=made.pk)
        rows.update(version=made.version + 1, **{field.path: "Le sien"})
        answer = as_chief.post(url, sent)
        assert answer.status_code == 422
        assert (answer.context["clash"].mine, answer.context["clash"].theirs) == ("Le mien", "Le sien")
        assert "Le mien" in answer.content.decode()
        assert "Le sien" in answer.content.decode()
        assert as_chief.post(url, {**sent, "mine": "1"}).status_code == 200
        assert rows.values_list(field.path, flat=True).get() == "Le mien"

    def test_every_field_opens_its_editor_and_its_filter(self, as_chief: Any, chief: User) -> None:
        made = self.make()
        for name, field in writable_fields(chief, self.type, made).items():
            if is_inline(field):
                assert as_chief.get(self.url(made, f"champ/{name}/")).status_code == 200, name
        for name, field in all_fields(self.type).items():
            for op in OPERATORS[field.kind] if field.filterable else ():
                asked = {"f": json.dumps({"field": name, "op": op})}
                answer = as_chief.get(f"{self.list_url}filtre/", asked, headers={"hx-request": "true"})
                assert answer.status_code == 200, (name, op)

    def test_a_stale_form_is_refused_with_both_versions(self, as_chief: Any) -> None:
        made, field = self.make(), self.written_field()
        data = {**self.posted(as_chief, made), field.name: "Le mien", "version": made.version}
        rows = self.type.model_class._base_manager.filter(pk=made.pk)
        rows.update(version=made.version + 1, **{field.path: "Le sien"})
        answer = as_chief.post(self.url(made, "modifier/"), data)
        assert answer.status_code == 409
        shown = {row.name: (row.mine, row.theirs) for row in answer.context["rows"]}
        assert shown[field.name] == ("Le mien", "Le sien")

    # Rights

    def test_without_any_right_every_page_is_refused(self, client: Any) -> None:
        made = self.make()
        client.force_login(user_with())
        for url in (self.list_url, self.url(made), f"{self.list_url}nouveau/", f"{self.list_url}choix/"):
            assert client.get(url).status_code == 403, url

    def test_each_action_opens_itself_and_sight_only(self, client: Any) -> None:
        pages = {"view": "", "change": "modifier/", "delete": "supprimer/"}
        made = self.make()
        for granted in ("view", "create", "change", "delete"):
            client.force_login(user_with(self.type.resource, "all", granted))
            for action, part in pages.items():
                expected = 200 if action in (granted, "view") else 403
                assert client.get(self.url(made, part)).status_code == expected, (granted, action)
            expected = 200 if granted == "create" else 403
            assert client.get(f"{self.list_url}nouveau/").status_code == expected, granted

    def test_each_reach_opens_what_lies_within_and_nothing_else(self, client: Any) -> None:
        for reach, paths in self.type.reach.items():
            user = user_with(self.type.resource, reach, "view", "change")
            target = target_of(reach, user)
            other, mine = self.make(), self.make()
            brought = [bring_within(mine, path, target) for path in paths]
            within = any(brought)
            client.force_login(user)
            for part in ("", "modifier/"):
                assert client.get(self.url(other, part)).status_code == 404, (reach, part)
            keys = [row.pk for row in client.get(self.list_url).context["listing"].rows]
            assert keys == ([mine.pk] if within else []), reach
            assert client.get(self.url(mine, "modifier/")).status_code == (200 if within else 404), reach

    def test_counts_follow_writes(self, as_chief: Any) -> None:
        rows = self.type.model_class._base_manager.filter(**self.type.base_filter)
        as_chief.post(f"{self.list_url}nouveau/", {**self.form_data(), "sure": "1"})
        assert exact_count(rows) == 1
        as_chief.post(f"{self.list_url}{rows.get().pk}/supprimer/")
        assert exact_count(rows) == rows.count()
