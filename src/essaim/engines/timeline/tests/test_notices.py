"""What the clock tells of tasks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.engines.notifications.models import Notification
from essaim.engines.timeline.models import Task
from essaim.engines.timeline.notices import tell_due
from tests.samples import people

pytestmark = pytest.mark.django_db


def test_due_and_late_tasks_are_told_once_for_each_of_their_days(django_capture_on_commit_callbacks):
    reader = people.user("tasks:assigned:v")
    today = timezone.localdate()
    for title, day in (
        ("Aujourd’hui", today),
        ("Hier", today - timedelta(days=1)),
        ("Vieille", today - timedelta(30)),
    ):
        Task.objects.create(title=title, due_date=day, assigned_to=reader)
    Task.objects.create(title="Faite", due_date=today, assigned_to=reader, status="done")
    for _round in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            tell_due()
        kinds = sorted(Notification.objects.values_list("kind", flat=True))
        assert kinds == ["timeline.task_due", "timeline.task_late"]
        Notification.objects.update(read_at=timezone.now())
    Task.objects.update(due_date=today)
    with django_capture_on_commit_callbacks(execute=True):
        tell_due()
    assert Notification.objects.count() == 4, "another day is another word"
