"""The bell, the list, the choices."""

from __future__ import annotations

import pytest
from django.test.utils import CaptureQueriesContext

from essaim.engines.notifications import bell
from essaim.engines.notifications.choices import Choice, choices_of
from essaim.engines.notifications.models import Notification, Settings
from essaim.engines.timeline.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(network, reader, writer):
    tasks = []
    for number in range(12):
        task = Task.objects.create(title=f"Tâche {number}", created_by=writer)
        task.networks.add(network)
        tasks.append(task)
    return Notification.objects.bulk_create(
        Notification(
            user=reader, kind="timeline.task_assigned", subject="tasks", object_id=task.pk, actor=writer
        )
        for task in tasks
    )


def test_the_bell_counts_and_its_list_marks_read(rows, reader, client):
    client.force_login(reader)
    assert 'data-bell-count="12"' in client.get("/notifications/").content.decode()
    first = client.get("/notifications/recentes/").content.decode()
    assert first.count("es-notice--new") == 8
    answer = client.post(f"/notifications/{rows[0].pk}/lue/", headers={"x-quiet": "1"})
    assert answer.status_code == 204
    assert 'data-bell-count="11"' in client.get("/notifications/").content.decode()
    client.post("/notifications/lues/")
    page = client.get("/notifications/").content.decode()
    assert "Tout est lu" in page
    assert "data-bell-count" not in page


def test_a_cookie_tells_other_processes_to_count_anew(rows, reader):
    assert bell.count(reader) == 12
    Notification.objects.all().delete()
    assert bell.count(reader) == 12, "kept for a minute"
    assert bell.count(reader, since=9e12) == 0


def test_nobody_touches_the_notifications_of_others(rows, writer, client):
    client.force_login(writer)
    assert client.post(f"/notifications/{rows[0].pk}/lue/").status_code == 404
    assert Notification.objects.filter(read_at=None).count() == 12
    assert "« Tâche" not in client.get("/notifications/?etat=toutes").content.decode()


def test_the_list_asks_as_many_queries_for_ten_as_for_two(
    rows, reader, client, django_assert_max_num_queries
):
    from django.db import connection

    client.force_login(reader)
    client.get("/notifications/")
    with CaptureQueriesContext(
        connection,
    ) as many:
        client.get("/notifications/")
    Notification.objects.filter(pk__in=[row.pk for row in rows[2:]]).delete()
    bell.forget(reader.pk)
    client.get("/notifications/")
    with CaptureQueriesContext(connection) as few:
        client.get("/notifications/")
    assert len(many) == len(few)


def test_filters_and_wrong_addresses(rows, reader, client):
    client.force_login(reader)
    assert client.get("/notifications/?raison=timeline.task_assigned&page=99").status_code == 200
    assert client.get("/notifications/?raison=inconnue").status_code == 404
    assert "Tout est lu" in client.get("/notifications/?raison=timeline.task_late").content.decode()


def test_choices_are_kept_and_checked(reader, client):
    client.force_login(reader)
    page = client.get("/notifications/preferences/").content.decode()
    assert "Une tâche m’est confiée" in page
    assert "duplicates.to_review" not in page, "not for who settles no duplicates"
    data = {
        "mail-timeline.task_assigned": "weekly", "shown-timeline.task_assigned": "on",
        "mail-timeline.task_due": "never",
        "mail-timeline.task_late": "daily", "mail-timeline.task_done": "never", "mail-records.mentioned": "now",
        "mail-exchange.imported": "never", "mail-exchange.failed": "now", "mail-exchange.export_ready": "never",
        "mail-block:timeline.to_do": "weekly", "zone": "Africa/Dakar", "digest_hour": "8", "digest_weekday": "4",
        "quiet_from": "20:00", "quiet_until": "",
    }  # fmt: skip
    refused = client.post("/notifications/preferences/", data)
    assert refused.status_code == 422
    assert "Indiquez les deux heures" in refused.content.decode()
    assert client.post("/notifications/preferences/", data | {"quiet_until": "07:00"}).status_code == 302
    assert choices_of(reader)["timeline.task_assigned"] == Choice(True, "weekly")
    assert choices_of(reader)["timeline.task_due"] == Choice(False, "never")
    assert choices_of(reader)["block:timeline.to_do"].mail == "weekly"
    assert Settings.objects.get(user=reader).zone == "Africa/Dakar"
    assert client.post("/notifications/preferences/", data | {"zone": "Mars/Base"}).status_code == 422
