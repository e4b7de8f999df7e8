"""@names in texts: who is meant, who is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.engines.directory.models import Person
from essaim.engines.notifications import queries
from essaim.engines.notifications.mentions import handle, handles, marked, mentioned
from essaim.engines.notifications.models import Notification
from essaim.engines.records.api import change, create, record_types
from tests.samples import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    def run(action, *args, **values):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, **values)

    return run


def test_a_name_is_read_wherever_it_stands(writer, reader):
    for text in (
        "@leo.martin", "voir @leo.martin.", "(@léo.martin)", "Bonjour @Leo.Martin, merci", "vu\n@leo.martin !",
    ):  # fmt: skip
        assert mentioned(writer, text) == [reader], text
    for text in ("leo.martin", "a@leo.martin", "contact@leo.martin.fr", "@leo", "@ leo.martin"):
        assert mentioned(writer, text) == [], text


def test_two_of_one_name_are_told_apart_by_number(writer, reader, network):
    twin = people.user()
    twin.first_name, twin.last_name = "Léo", "Martin"
    twin.save()
    twin.networks.add(network)
    assert mentioned(writer, "@leo.martin") == []
    assert mentioned(writer, f"@leo.martin.{twin.pk}") == [twin]
    known = handles(queries.colleagues(writer))
    assert handle(reader) not in known


def test_only_colleagues_are_offered(writer, reader, stranger, client):
    stranger.first_name, stranger.last_name = "Léonie", "Ailleurs"
    stranger.save()
    client.force_login(writer)
    found = client.get("/notifications/qui/?q=le").json()["results"]
    assert [(item["id"], item["label"]) for item in found] == [("leo.martin", "Léo Martin")]
    assert mentioned(writer, "@leonie.ailleurs") == []


def test_naming_tells_once_and_only_what_may_be_opened(told, writer, reader, network, stranger):
    person = Person.objects.create(first_name="Fatou", last_name="Sow")
    person.networks.add(network)
    made = told(
        create,
        actor=writer,
        record_type=record_types.get("interactions"),
        values={"kind": "note", "subject": "Point", "body": "Vu avec @leo.martin", "person": person.pk},
    )
    row = Notification.objects.get()
    assert (row.user, row.kind, row.object_id) == (reader, "records.mentioned", made.pk)
    assert [item.text for item in queries.openable(reader, [row])] == ["Awa Diop vous a cité dans « Point »"]
    told(change, actor=writer, record_type=record_types.get("interactions"), obj=made,
         values={"body": "Vu avec @leo.martin, qui rappelle"})  # fmt: skip
    assert Notification.objects.count() == 1
    assert Notification.objects.get().count == 1, "named before, not told again"
    stranger.networks.add(network)
    stranger.networks.through.objects.filter(user=stranger).exclude(network=network).delete()
    hidden = told(
        create,
        actor=writer,
        record_type=record_types.get("interactions"),
        values={"kind": "note", "subject": "Ailleurs", "body": f"@{handle(stranger)}"},
    )
    assert not Notification.objects.filter(user=stranger, object_id=hidden.pk).exists(), (
        "no right on exchanges"
    )


def test_the_page_sets_names_off_and_escapes_the_rest(told, writer, client, network):
    made = told(
        create,
        actor=writer,
        record_type=record_types.get("interactions"),
        values={"kind": "note", "subject": "Point", "body": "<b>@leo.martin</b> & @leo.martin"},
    )
    client.force_login(writer)
    page = client.get(f"/echanges/{made.pk}/").content.decode()
    assert "&lt;b&gt;@leo.martin" in page
    assert '<span class="es-mention">@leo.martin</span>' in page


def test_the_form_offers_names(writer, client):
    client.force_login(writer)
    assert 'data-mentions="/notifications/qui/"' in client.get("/echanges/nouveau/").content.decode()


@given(st.text(alphabet="@ab.<>&'\"\n -é1", max_size=60))
def test_marking_never_lets_markup_through(text):
    shown = str(marked(text)).replace('<span class="es-mention">', "").replace("</span>", "")
    assert "<" not in shown
    assert ">" not in shown
