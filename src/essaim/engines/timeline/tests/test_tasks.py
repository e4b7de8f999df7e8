"""Tasks: ticked off, put off, and what is to be done today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.engines.timeline.factories import TaskFactory
from essaim.engines.timeline.home import load
from essaim.kit import events
from tests.samples import people

HTMX = {"hx-request": "true"}


@pytest.fixture
def task(awa, colleague):
    return TaskFactory(
        person=awa, title="Envoyer la convention", assigned_to=colleague, due_date=timezone.localdate()
    )


def test_a_task_is_ticked_off_and_taken_back(client, colleague, task):
    client.force_login(colleague)
    html = client.post(f"/suivi/taches/{task.pk}/faite/", headers=HTMX).content.decode()
    task.refresh_from_db()
    assert (task.status, task.done_by) == ("done", colleague)
    assert task.done_at is not None
    assert "Remettre à faire" in html
    client.post(f"/suivi/taches/{task.pk}/rouvrir/", headers=HTMX)
    task.refresh_from_db()
    assert (task.status, task.done_at, task.done_by) == ("open", None, None)


def test_ticking_off_is_told_to_others(client, colleague, task, django_capture_on_commit_callbacks):
    heard = []
    events.subscribe("timeline.task_done")(lambda **payload: heard.append(payload["id"]))
    client.force_login(colleague)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/suivi/taches/{task.pk}/faite/", headers=HTMX)
    events._subscribers["timeline.task_done"].pop()
    assert heard == [task.pk]


def test_a_task_is_put_off(client, colleague, task):
    client.force_login(colleague)
    client.post(f"/suivi/taches/{task.pk}/reporter/", {"jusqu": "demain"}, headers=HTMX)
    task.refresh_from_db()
    assert task.due_date == timezone.localdate() + timedelta(days=1)
    assert (
        client.post(f"/suivi/taches/{task.pk}/reporter/", {"jusqu": "jamais"}, headers=HTMX).status_code
        == 403
    )


def test_somebody_elses_task_out_of_reach_is_not_found(client, task):
    stranger = people.user("tasks:mine:cmv")
    client.force_login(stranger)
    assert client.post(f"/suivi/taches/{task.pk}/faite/", headers=HTMX).status_code == 404


def test_seeing_a_task_is_not_changing_it(client, network, task):
    reader = people.user("tasks:network:v")
    reader.networks.add(network)
    client.force_login(reader)
    assert client.post(f"/suivi/taches/{task.pk}/faite/", headers=HTMX).status_code == 403


def test_home_sorts_what_is_late_due_today_and_soon(colleague, awa):
    today = timezone.localdate()
    for title, days, status in (
        ("En retard", -3, "open"), ("Du jour", 0, "open"), ("Bientôt", 4, "open"), ("Plus tard", 30, "open"),
        ("Finie", 0, "done"),
    ):  # fmt: skip
        TaskFactory(
            person=awa,
            title=title,
            due_date=today + timedelta(days=days),
            status=status,
            assigned_to=colleague,
        )
    TaskFactory(person=awa, title="Sans date", assigned_to=colleague)
    TaskFactory(person=awa, title="D’une autre", due_date=today)
    found = load(colleague)
    shown = [[task.title for task in group[3]] for group in found["groups"]]
    assert shown == [["En retard"], ["Du jour"], ["Bientôt"]]
    assert found["undated"] == 1


def test_home_shows_the_block_to_those_who_have_tasks(client, colleague, task):
    client.force_login(colleague)
    html = client.get("/").content.decode()
    assert "Envoyer la convention" in html
    assert "Awa Diop" in html


def test_home_survives_a_day_without_anything(client, colleague):
    client.force_login(colleague)
    assert "Rien ne presse" in client.get("/").content.decode()
