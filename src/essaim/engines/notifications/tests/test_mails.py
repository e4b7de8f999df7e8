"""Mails at once and digests: their moment, what they hold, how they stop."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from essaim.engines.directory.models import Person
from essaim.engines.notifications.actions import do_choose, do_mark_all_read, do_save_settings
from essaim.engines.notifications.api import DigestBlock, Line, digest_blocks
from essaim.engines.notifications.choices import Choice, choices_of, digest_due, is_quiet
from essaim.engines.notifications.models import Notification, Settings
from essaim.engines.notifications.rounds import send_due
from essaim.engines.records.api import create, record_types
from essaim.engines.timeline.models import Task
from essaim.kit.registry import Thawed

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)  # a Wednesday, 9:00 in Paris
NIGHT = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
KIND = "timeline.task_assigned"


@pytest.fixture
def give(django_capture_on_commit_callbacks, writer, reader, network):
    person = Person.objects.create(first_name="Fatou", last_name="Sow")
    person.networks.add(network)

    def run(title="Rappeler"):
        values = {"title": title, "person": person.pk, "assigned_to": reader.pk}
        with django_capture_on_commit_callbacks(execute=True):
            return create(actor=writer, record_type=record_types.get("tasks"), values=values)

    return run


def choose(user, mail_, kind=KIND):
    do_choose(actor=user, choices={kind: Choice(True, mail_)})


def test_at_once_by_default_with_a_link_to_stop(give, reader, client):
    give()
    (sent,) = mail.outbox
    assert sent.to == [reader.email]
    assert sent.subject == "Awa Diop vous a confié une tâche : « Rappeler »"
    link = re.search(r"/notifications/arreter/[^/>]+/", sent.extra_headers["List-Unsubscribe"])[0]
    assert link in sent.body
    page = client.get(link)
    assert "Une tâche m’est confiée" in page.content.decode()
    assert choices_of(reader)[KIND].mail == "now", "opening the link writes nothing"
    client.post(link, {"List-Unsubscribe": "One-Click"})
    assert choices_of(reader)[KIND] == Choice(True, "never")
    give("Encore")
    assert len(mail.outbox) == 1
    client.post(link, {"reprendre": "1"})
    assert choices_of(reader)[KIND].mail == "now"


def test_a_link_that_is_not_ours_does_nothing(reader, client):
    assert client.get("/notifications/arreter/x:y/").status_code == 404
    assert client.post("/notifications/arreter/x:y/").status_code == 404


def test_quiet_hours_hold_the_mail_back(give, reader):
    do_save_settings(actor=reader, values={"quiet_from": time(0, 0), "quiet_until": time(23, 59)})
    give()
    give("Encore")
    assert mail.outbox == []
    do_save_settings(actor=reader, values={"quiet_from": time(21), "quiet_until": time(8)})
    assert send_due(NIGHT) == 0
    assert send_due(MORNING) == 1
    assert mail.outbox[0].subject == "2 nouvelles"
    assert send_due(MORNING) == 0, "never twice"


def test_the_digest_comes_once_a_day_and_holds_what_may_still_be_opened(give, reader):
    choose(reader, "daily")
    give("Gardée")
    closed = give("Fermée depuis")
    assert mail.outbox == []
    Task.objects.get(pk=closed.pk).networks.clear()
    assert send_due(MORNING) == 1
    text = mail.outbox[0].body
    assert mail.outbox[0].subject == "Votre résumé du jour"
    assert "Gardée" in text
    assert "Fermée" not in text
    assert "Fermée" not in str(mail.outbox[0].alternatives)
    give("Plus tard")
    assert send_due(MORNING.replace(hour=18)) == 0
    assert send_due(MORNING.replace(day=5)) == 1


def test_what_was_read_is_not_mailed(give, reader):
    choose(reader, "daily")
    give()
    do_mark_all_read(actor=reader)
    assert send_due(MORNING) == 0


def test_the_weekly_digest_waits_for_its_day(give, reader):
    choose(reader, "weekly")
    do_save_settings(actor=reader, values={"digest_weekday": 4, "last_weekly": datetime(2026, 2, 27).date()})
    give()
    assert send_due(MORNING) == 0
    assert send_due(MORNING.replace(day=6)) == 1
    assert mail.outbox[0].subject == "Votre résumé de la semaine"


def test_blocks_of_other_engines_come_in_the_digest(reader):
    block = DigestBlock(
        "essai", "Nouveaux documents", lambda user, since: [Line(f"Guide pour {user}", "/x/")]
    )
    with Thawed(digest_blocks):
        digest_blocks.declare(block)
        assert send_due(MORNING) == 0, "not asked for"
        choose(reader, "daily", block.code)
        assert send_due(MORNING) == 1
    assert "Nouveaux documents" in mail.outbox[0].body
    assert "Guide pour Léo Martin" in mail.outbox[0].body


def test_a_server_that_fails_is_tried_again(give, reader, monkeypatch):
    def refuse(self, fail_silently=False):
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        give()
    assert Notification.objects.get().mail == "waiting"
    assert send_due(MORNING) == 1
    assert Notification.objects.get().mail == "sent"


def test_a_worker_killed_while_sending_is_taken_over(give, reader):
    choose(reader, "daily")
    give()
    choose(reader, "now")
    Notification.objects.update(mail="sending", mail_at=MORNING)
    assert send_due(MORNING) == 1


@given(st.times(), st.times(), st.times())
def test_quiet_hours_may_pass_midnight(begin, end, moment):
    own = Settings(zone="UTC", quiet_from=begin, quiet_until=end)
    quiet = is_quiet(own, datetime.combine(MORNING.date(), moment, tzinfo=UTC))
    if begin == end:
        assert not quiet
    elif begin < end:
        assert quiet == (begin <= moment < end)
    else:
        assert quiet == (moment >= begin or moment < end)


@given(st.integers(0, 23), st.integers(0, 6), st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
def test_a_digest_is_due_once_for_each_of_its_days(hour, weekday, moment):
    moment = moment.replace(tzinfo=UTC)
    own = Settings(zone="UTC", digest_hour=hour, digest_weekday=weekday)
    for rhythm in ("daily", "weekly"):
        assert digest_due(own, rhythm, moment)
        setattr(own, f"last_{rhythm}", moment.date())
        assert not digest_due(own, rhythm, moment)
