"""Cloning, resetting, expiring; full disks, two at once, resets during a write, clocks that are wrong."""

from __future__ import annotations

import os
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone
from freezegun import freeze_time

from essaim.engines.directory.api import Person
from essaim.engines.records.api import delete, record_types
from essaim.engines.records.testing.people import user_with
from essaim.engines.sandbox import building, files
from essaim.engines.sandbox.api import do_enter, do_expire, do_reset, inside_of
from essaim.engines.sandbox.models import Sandbox
from essaim.engines.sandbox.swapping import swapped


def names(sandbox):
    with inside_of(sandbox):
        return sorted(Person.objects.values_list("last_name", flat=True))


def test_a_reset_puts_everything_back(mine, learner, django_capture_on_commit_callbacks):
    with inside_of(mine):
        Person.objects.all().delete()
        Person.objects.create(last_name="Autre")
    former = files.folder_of(mine.key, mine.generation)
    with django_capture_on_commit_callbacks(execute=True):
        fresh = do_reset(actor=learner, sandbox=mine)
    assert names(fresh) == ["Dubac"]
    assert fresh.generation == mine.generation + 1
    assert not former.exists()


def test_a_reset_during_a_write_gets_nothing_of_it(mine, learner, django_capture_on_commit_callbacks):
    """The writer's file is taken away under it: what it writes, and its journal, never reach the new one."""
    path = files.database_of(mine.key, mine.generation)
    with swapped(path), connection.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("UPDATE directory_person SET last_name = 'À moitié'")
        inner = connection.connection
    # the swap has closed the writer; a second one is left open on the old file
    import sqlite3

    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA journal_mode=TRUNCATE")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE directory_person SET description = 'À moitié'")
    with django_capture_on_commit_callbacks(execute=True):
        fresh = do_reset(actor=learner, sandbox=mine)
    try:
        writer.execute("UPDATE directory_person SET description = 'Encore'")
        writer.execute("COMMIT")
    except sqlite3.OperationalError:
        pass
    writer.close()
    assert names(fresh) == ["Dubac"]
    with inside_of(fresh):
        assert Person.objects.get().description == ""
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone() == ("ok",)
    del inner


def test_a_full_disk_leaves_all_as_it_was(mine, make, learner, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "sendfile", full)
    with pytest.raises(ValidationError, match="place"):
        do_reset(actor=learner, sandbox=mine)
    assert names(Sandbox.objects.get()) == ["Dubac"]
    with pytest.raises(ValidationError, match="place"):
        make(label="De trop")
    assert Sandbox.objects.count() == 1
    assert len(list(files.home_of(mine.key).iterdir())) == 1


def test_two_copies_of_one_template_share_nothing(make):
    one, two = make(), make(label="Deux")
    with inside_of(one):
        Person.objects.update(last_name="Changée")
    assert (names(one), names(two)) == (["Changée"], ["Dubac"])


def test_threads_in_different_sandboxes_do_not_meet(make):
    sandboxes = [make(label=str(rank)) for rank in range(4)]
    barrier, seen = Barrier(4), {}

    def work(rank, sandbox):
        with inside_of(sandbox):
            barrier.wait(20)
            for turn in range(10):
                Person.objects.create(last_name=f"{rank}-{turn}")
            barrier.wait(20)
            seen[rank] = set(Person.objects.exclude(last_name="Dubac").values_list("last_name", flat=True))
        connection.close()

    threads = [Thread(target=work, args=item) for item in enumerate(sandboxes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert seen == {rank: {f"{rank}-{turn}" for turn in range(10)} for rank in range(4)}


def test_who_may_only_see_a_sandbox_does_not_reset_it(mine):
    with pytest.raises(PermissionDenied):
        do_reset(actor=user_with("sandboxes", "all", "view"), sandbox=mine)


def test_it_expires_when_nobody_enters(mine, learner, django_capture_on_commit_callbacks):
    soon = timezone.now() + timedelta(days=80)
    assert do_expire(actor=None, now=soon) == 0
    with freeze_time(soon):
        do_enter(actor=learner, sandbox=mine)
    assert do_expire(actor=None, now=soon + timedelta(days=89)) == 0, "entering keeps it for longer"
    assert do_expire(actor=None, now=soon + timedelta(days=91)) == 1
    assert not files.home_of(mine.key).exists()


def test_deleting_takes_the_file_away(mine, learner, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        delete(actor=learner, record_type=record_types.get("sandboxes"), obj=mine)
    assert not files.home_of(mine.key).exists()


def test_a_folder_nobody_knows_is_swept_once_it_is_old(mine):
    stray = files.home_of("zz23456789abcd")
    stray.mkdir(parents=True, exist_ok=True)
    do_expire(actor=None)
    assert stray.exists(), "it may be one being made"
    os.utime(stray, (0, 0))
    do_expire(actor=None)
    assert not stray.exists()
    assert files.home_of(mine.key).exists()


def test_entering_another_day_freshens_once(mine, learner):
    day = timezone.localdate()
    with freeze_time(timezone.now() + timedelta(days=3)):
        entered = do_enter(actor=learner, sandbox=mine)
        with inside_of(entered):
            assert Person.objects.get().description == f"{day} {day + timedelta(days=3)}"
            Person.objects.update(description="")
        do_enter(actor=learner, sandbox=entered)
        with inside_of(entered):
            assert Person.objects.get().description == ""


def test_a_clock_set_back_freshens_nothing(mine, learner):
    with freeze_time(timezone.now() - timedelta(days=365)):
        entered = do_enter(actor=learner, sandbox=mine)
    with inside_of(entered):
        assert Person.objects.get().description == ""
    assert entered.freshened_on == mine.freshened_on


def test_without_todays_template_the_latest_one_serves(tiny, make, settings, tmp_path):
    path, day = building.ready(tiny)
    settings.SANDBOX_DIR = tmp_path
    folder = building.folder()
    folder.mkdir(parents=True)
    earlier = day - timedelta(days=2)
    building.path_of(tiny, earlier).write_bytes(path.read_bytes())
    made = make()
    assert made.freshened_on == earlier


def test_a_template_is_made_inside_and_tells_the_host_nothing(db):
    """It was made by a fixture, in the middle of the host's transaction."""
    from essaim.engines.accounts.api import User

    assert not User.objects.filter(email__endswith="tiny.example").exists()
    assert connection.in_atomic_block
