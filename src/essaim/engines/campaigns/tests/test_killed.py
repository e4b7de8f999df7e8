"""A campaign sent by a real worker to a real SMTP server, the worker killed three times: each once, none twice.

The worker is a process of its own, on a database of its own; it is killed with the signal nobody can catch.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from .mailserver import Handler, serving

COUNT = 200
PREPARE = """
from essaim.engines.accounts.api import User
from essaim.engines.campaigns.actions.sending import do_schedule
from essaim.engines.campaigns.api import do_start_campaign
from essaim.engines.campaigns.models import Campaign
from essaim.engines.directory.api import Consent, Person
from essaim.engines.rights.api import Role, RoleHolder
user = User.objects.create_user("envoi@essaim.example")
role = Role.objects.create(code="tout", label="Tout", is_administrator=True)
RoleHolder.objects.create(role=role, user=user)
people = []
for number in range({count}):
    person = Person(last_name=f"Nom {{number}}", first_name="Prénom", email=f"n{{number}}@exemple.example")
    person.derive()
    people.append(person)
people = Person.objects.bulk_create(people)
Consent.objects.bulk_create(Consent(person=p, channel="email", purpose="news", given=True) for p in people)
made = do_start_campaign(actor=user, name="Tous", channel="email", purpose="news", segment={{"type": "people"}})
Campaign.objects.filter(pk=made.pk).update(subject="Bonjour", body="Bonjour {{{{ Prénom }}}} {{{{ Nom }}}}")
do_schedule(actor=user, campaign=Campaign.objects.get(pk=made.pk))
"""
LEFT = "SELECT (SELECT state FROM campaigns_campaign), fate, count(*) FROM campaigns_message GROUP BY fate"


class Place:
    """A throw-away installation that knows the test's mail server."""

    def __init__(self, folder: Path, port: int) -> None:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("ESSAIM_", "DJANGO_"))
        }
        self.base = folder / "essaim.sqlite3"
        self.environment = kept | {
            "ESSAIM_VAR": str(folder), "ESSAIM_SMTP_HOST": "127.0.0.1", "ESSAIM_SMTP_PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "essaim.config.settings", "ESSAIM_SECRET_KEY": "essai",
        }  # fmt: skip

    def essaim(self, *words: str) -> str:
        command = [sys.executable, "-m", "essaim", *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def run(self, code: str) -> str:
        command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self.base}?mode=ro", uri=True)) as base:
            return base.execute(query).fetchall()

    def worker(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "essaim", "worker"], env=self.environment)


def wait(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 240
    while not condition():
        assert time.monotonic() < deadline, "the campaign stands still"
        time.sleep(0.05)


def test_killed_three_times_it_delivers_each_once(tmp_path: Path) -> None:
    mail: Any = SimpleNamespace()
    with serving(mail) as handler:
        place = Place(tmp_path, mail.EMAIL_PORT)
        place.essaim("setup", "--quiet")
        place.run(PREPARE.format(count=COUNT))
        for share in (0.1, 0.4, 0.7):
            _kill_at(place, handler, int(share * COUNT))
        worker = place.worker()
        try:
            wait(lambda: len(handler.received) >= COUNT)
            wait(lambda: place.rows(LEFT) == [("done", "sent", COUNT)])
        finally:
            worker.terminate()
            worker.wait()
    assert len(handler.recipients) == len(set(handler.recipients)) == COUNT
    assert max(Counter(mail["Message-ID"] for mail in handler.received).values()) == 1


def _kill_at(place: Place, handler: Handler, count: int) -> None:
    """SIGKILL in the middle of the sending: the worker has no say."""
    worker = place.worker()
    wait(lambda: len(handler.received) >= count)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert len(handler.received) < COUNT
