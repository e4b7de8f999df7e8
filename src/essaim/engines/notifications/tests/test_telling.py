"""Who is told, what is grouped, and what nobody is told."""

from __future__ import annotations

import pytest
from django.core import mail

from essaim.engines.directory.models import Person
from essaim.engines.notifications import bell, queries
from essaim.engines.notifications.actions import do_choose, do_mark_all_read, do_mark_read
from essaim.engines.notifications.api import notify
from essaim.engines.notifications.choices import Choice
from essaim.engines.notifications.models import Notification
from essaim.engines.records.api import change, create, record_types
from essaim.engines.rights.api import forget
from essaim.engines.timeline.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    def run(action, *args, **values):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, **values)

    return run


@pytest.fixture
def person(network, writer):
    made = Person.objects.create(first_name="Fatou", last_name="Sow", created_by=writer)
    made.networks.add(network)
    return made


def tasks():
    return record_types.get("tasks")


def give(told, writer, reader, person, title="Rappeler", **values):
    return told(
        create,
        actor=writer,
        record_type=tasks(),
        values={"title": title, "person": person.pk, "assigned_to": reader.pk, **values},
    )


def texts(user):
    forget(user)
    return [item.text for item in queries.openable(user, queries.own(user))]


def test_a_task_given_is_told_once_to_who_receives_it(told, writer, reader, person):
    task = give(told, writer, reader, person)
    assert texts(reader) == ["Awa Diop vous a confié une tâche : « Rappeler »"]
    assert texts(writer) == []
    told(change, actor=writer, record_type=tasks(), obj=task, values={"title": "Rappeler vite"})
    row = Notification.objects.get(user=reader)
    assert row.count == 1, "a change of title is not a new hand"
    assert texts(reader) == ["Awa Diop vous a confié une tâche : « Rappeler vite »"], (
        "the text follows the record"
    )


def test_it_is_told_again_when_it_changes_hands_and_not_to_who_took_it(told, writer, reader, person):
    task = give(told, writer, writer, person)
    assert not Notification.objects.exists()
    told(change, actor=writer, record_type=tasks(), obj=task, values={"assigned_to": reader.pk})
    assert len(texts(reader)) == 1


def test_nobody_is_told_of_what_they_may_not_open(told, writer, stranger, person):
    give(told, writer, stranger, person)
    assert not Notification.objects.filter(user=stranger).exists()
    assert mail.outbox == []


def test_what_is_closed_since_disappears_from_list_bell_and_mail(told, writer, reader, person, client):
    task = give(told, writer, reader, person, title="Un secret")
    assert bell.count(reader) == 1
    Task.objects.get(pk=task.pk).networks.clear()
    bell.forget(reader.pk)
    forget(reader)
    assert bell.count(reader) == 0
    client.force_login(reader)
    for address in ("/notifications/", "/notifications/?etat=toutes", "/notifications/recentes/", "/"):
        assert "Un secret" not in client.get(address).content.decode()
    person.networks.clear()
    assert texts(reader) == []


def test_the_same_unread_is_one_line_that_counts(told, writer, reader, person):
    task = give(told, writer, reader, person)
    for _again in range(3):
        told(notify, "timeline.task_assigned", [reader], object_id=task.pk, actor=writer)
    row = Notification.objects.get(user=reader)
    assert row.count == 4
    do_mark_read(actor=reader, pks=[row.pk])
    told(notify, "timeline.task_assigned", [reader], object_id=task.pk, actor=writer)
    assert Notification.objects.filter(user=reader).count() == 2
    assert do_mark_read(actor=reader, pks=[row.pk], read=False) == 0, "two unread lines would say the same"


def test_one_marks_only_what_is_one_s_own(told, writer, reader, person):
    give(told, writer, reader, person)
    row = Notification.objects.get()
    assert do_mark_read(actor=writer, pks=[row.pk]) == 0
    assert do_mark_all_read(actor=writer) == 0
    assert do_mark_all_read(actor=reader) == 1


def test_who_wants_nothing_of_a_kind_gets_no_row(told, writer, reader, person):
    told(do_choose, actor=reader, choices={"timeline.task_assigned": Choice(False, "never")})
    give(told, writer, reader, person)
    assert not Notification.objects.exists()


def test_a_deleted_record_takes_its_notifications_along(told, writer, reader, person):
    from essaim.engines.records.api import delete

    task = give(told, writer, reader, person)
    told(delete, actor=writer, record_type=tasks(), obj=task)
    assert not Notification.objects.exists()


def test_many_are_told_by_the_worker(told, writer, network, person):
    from tests.samples import people

    crowd = [people.user("tasks:network:v") for _n in range(30)]
    for user in crowd:
        user.networks.add(network)
    task = give(told, writer, writer, person)
    told(notify, "timeline.task_assigned", crowd, object_id=task.pk, actor=writer)
    assert Notification.objects.count() == 30


def test_an_unknown_kind_or_subject_is_refused(reader):
    from essaim.kit.registry import RegistryError

    with pytest.raises(RegistryError):
        notify("nobody.knows", [reader])
    with pytest.raises(RegistryError):
        notify("records.mentioned", [reader], subject="nothing", object_id=1)
