"""The real thing: a process that imports is killed halfway, in an installation of its own."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from .making import csv_file

PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
from essaim.engines.accounts.api import User
from essaim.engines.rights.api import Role, RoleHolder
role = Role.objects.create(code="boss", label="Boss", is_administrator=True)
RoleHolder.objects.create(role=role, user=User.objects.create_user("boss@essaim.example"))
"""
RECOVER = """
import django; django.setup()
import json
from datetime import timedelta
from essaim.engines.exchange.actions import recover
from essaim.engines.exchange.models import ImportRun
from essaim.engines.directory.api import Organisation
from essaim.engines.journal.api import verify
recover(timedelta(0))
whole = verify().broken is None
print(json.dumps([ImportRun.objects.get().state, Organisation.objects.count(), whole]))
"""


def python(environment: dict[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, *words], env=environment, stdout=subprocess.PIPE, text=True)


def organisations(database: Path) -> int:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10) as connection:
        found: int = connection.execute("SELECT count(*) FROM directory_organisation").fetchone()[0]
    connection.close()
    return found


def test_a_killed_import_leaves_nothing_once_recovered(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ESSAIM_")}
    environment = kept | {"ESSAIM_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "essaim.config.settings"}
    with python(environment, "-c", PREPARE) as prepared:
        assert prepared.wait(300) == 0
    path = tmp_path / "liste.csv"
    path.write_bytes(csv_file(("Nom", "Ville"), *((f"Maison {n}", "Nantes") for n in range(6000))))
    database = tmp_path / "essaim.sqlite3"
    with python(environment, "-m", "essaim", "import", "organisations", str(path)) as importing:
        deadline = time.monotonic() + 240
        while organisations(database) < 500 and time.monotonic() < deadline and importing.poll() is None:
            time.sleep(0.02)
        importing.send_signal(signal.SIGKILL)
        importing.wait(60)
    assert 0 < organisations(database) < 6000
    with python(environment, "-c", RECOVER) as recovered:
        told = recovered.communicate(timeout=240)[0]
    assert json.loads(told) == ["failed", 0, True]
