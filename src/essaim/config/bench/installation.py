"""The throw-away installation that is measured, and the bare one beside it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from . import processes

PYTHON = sys.executable
BARE = "from essaim.config.bench import bare; print(bare.prepare({count}))"
CREATE = "import psycopg; psycopg.connect({url!r}, autocommit=True).execute('CREATE DATABASE essaim_bare')"


class Installation:
    """`folder` holds everything; `database` is the address of an empty PostgreSQL database, or nothing."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.database = database or f"sqlite://{folder / 'essaim.sqlite3'}"
        self.engine = urlsplit(self.database).scheme
        self.bare_database = self._bare_database()
        self.environment = self._environment()

    def _bare_database(self) -> str:
        if self.engine == "sqlite":
            return f"sqlite://{self.folder / 'bare.sqlite3'}"
        return urlunsplit(urlsplit(self.database)._replace(path="/essaim_bare"))

    def _environment(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("ESSAIM_", "DJANGO_"))
        }
        return kept | {
            "ESSAIM_VAR": str(self.folder),
            "ESSAIM_DATABASE_URL": self.database,
            "ESSAIM_SECRET_KEY": "bench",
            "BENCH_BARE_DATABASE": self.bare_database,
            "DJANGO_SETTINGS_MODULE": "essaim.config.settings",
        }

    def essaim(self, *words: str) -> processes.Done:
        return processes.command(
            [PYTHON, "-m", "essaim", *words], self.environment, self.folder / f"{words[0]}.log"
        )

    def python(self, *words: str) -> processes.Done:
        return processes.command([PYTHON, *words], self.environment, self.folder / "python.log")

    def loaded(self, people: int, interactions: int) -> dict[str, Any]:
        """What was loaded, with the keys of the signed-in sessions; loads it unless a kept folder has it."""
        known = self.folder / "facts.json"
        if not known.exists():
            self.essaim("setup", "--quiet")
            load = self.python("-m", "essaim.config.bench.load", str(people), str(interactions))
            facts = json.loads(load.output.splitlines()[-1])
            facts["index_seconds"] = self.essaim("search", "rebuild").seconds
            if self.engine != "sqlite":
                self.python("-c", CREATE.format(url=self.database))
            facts["bare_session"] = self.python("-c", BARE.format(count=people)).output.split()[-1]
            known.write_text(json.dumps(facts))
        return json.loads(known.read_text())

    def granian(self, application: str, port: int) -> list[str]:
        from essaim.config.commands.serve import command

        words = command("127.0.0.1", port, 2)
        return [application if word.startswith("essaim.config.wsgi") else word for word in words]
