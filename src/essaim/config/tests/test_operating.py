"""Set-up, checks and the worker, as an operator meets them."""

from __future__ import annotations

import argparse
import json

import pytest
from django.core.cache import cache
from django.core.management import call_command

from essaim.config import installation
from essaim.config.commands import check, serve, setup, worker
from essaim.engines.accounts.api import Territory
from essaim.engines.rights.api import Grant, Role
from essaim.kit.checks import (
    Finding,
    OperatorCheck,
    PeriodicTask,
    operator_checks,
    periodic_tasks,
)
from essaim.kit.registry import Thawed


@pytest.fixture
def cache_table(db):
    call_command("createcachetable", verbosity=0)
    cache.clear()


def quiet(text):
    pass


def test_set_up_makes_roles_matrix_and_territories_and_may_run_again(cache_table):
    setup.make_roles(quiet)
    setup.make_reference_data(quiet)
    before = (Role.objects.count(), Grant.objects.count(), Territory.objects.count())
    assert min(before) > 0
    setup.make_roles(quiet)
    setup.make_reference_data(quiet)
    assert (Role.objects.count(), Grant.objects.count(), Territory.objects.count()) == before


def test_set_up_leaves_a_matrix_that_was_edited(cache_table):
    setup.make_roles(quiet)
    gone = Grant.objects.first()
    gone.delete()
    setup.make_roles(quiet)
    assert not Grant.objects.filter(role=gone.role, resource=gone.resource, reach=gone.reach).exists()


@pytest.fixture
def sound_installation(monkeypatch):
    monkeypatch.setattr("essaim.config.installation.findings", lambda: iter(()))


def checked(*found):
    return OperatorCheck("essai", "Essai", lambda: iter(found))


@pytest.mark.parametrize(("level", "code"), [("ok", 0), ("warning", 0), ("error", 1)])
def test_check_says_what_it_found_and_fails_on_errors_only(db, sound_installation, capsys, level, code):
    with Thawed(operator_checks):
        operator_checks._items.clear()
        operator_checks.declare(checked(Finding(level, "Ce qui a été vu", "Ce qu’il faut faire")))
        assert check.run(argparse.Namespace(json=False)) == code
    out = capsys.readouterr().out
    assert "Essai : Ce qui a été vu" in out
    assert ("Ce qu’il faut faire" in out) is (level != "ok")


def test_a_check_that_breaks_is_an_error_to_tell(db, capsys):
    def broken():
        raise RuntimeError("plus de disque")
        yield

    with Thawed(operator_checks):
        operator_checks._items.clear()
        operator_checks.declare(OperatorCheck("essai", "Essai", broken))
        assert check.run(argparse.Namespace(json=True)) == 1
    found = json.loads(capsys.readouterr().out)
    assert any(item["level"] == "error" and "plus de disque" in item["text"] for item in found)


def test_a_periodic_task_runs_when_it_is_due_and_only_then(cache_table):
    runs = []
    with Thawed(periodic_tasks):
        periodic_tasks._items.clear()
        periodic_tasks.declare(PeriodicTask("essai", lambda: runs.append(1), 3600))
        assert worker.run_periodic() == ["essai"]
        assert worker.run_periodic() == []
    assert runs == [1]


def test_a_periodic_task_is_run_by_one_worker_at_a_time(cache_table):
    seen = []
    with Thawed(periodic_tasks):
        periodic_tasks._items.clear()
        periodic_tasks.declare(PeriodicTask("essai", lambda: seen.append(worker.run_periodic()), 3600))
        worker.run_periodic()
    assert seen == [[]]


def test_a_periodic_task_that_fails_stops_neither_the_others_nor_its_next_turn(cache_table):
    def broken():
        raise RuntimeError

    runs = []
    with Thawed(periodic_tasks):
        periodic_tasks._items.clear()
        periodic_tasks.declare(
            PeriodicTask("a", broken, 3600), PeriodicTask("b", lambda: runs.append(1), 3600)
        )
        assert worker.run_periodic() == ["b"]
        cache.delete("periodic:due:a")
        assert worker.run_periodic() == []
        assert cache.get("periodic:running:a") is None
    assert runs == [1]


def test_the_server_is_plain_wsgi_with_one_thread_a_process():
    words = serve.command("127.0.0.1", 8123, 2)
    assert words[words.index("--interface") + 1] == "wsgi"
    assert words[words.index("--blocking-threads") + 1] == "1"
    assert words[words.index("--port") + 1] == "8123"


def test_an_installation_without_tables_or_administrator_is_told_what_to_do(db):
    found = dict(installation.findings())
    assert found["Base de données"].level == "ok"
    assert found["Administrateurs"].level == "error"
