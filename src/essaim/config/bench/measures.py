"""The measures, one method a kind."""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Any

from . import boards, client, forms, library, machine, messages, processes, sandboxes
from .installation import Installation
from .scenarios import Scenario, scenarios
from .workbook import write_people

Say = Callable[[dict[str, Any]], None]
CLIENTS = 16
FACTOR = 2.5
MEMORY_BAR = 150.0


class Bench:
    """Measures, says each on one line, and remembers the names of those over their bar."""

    def __init__(
        self, place: Installation, facts: dict[str, Any], options: argparse.Namespace, say: Say
    ) -> None:
        self.place, self.facts, self.options, self.say = place, facts, options, say
        self.url = f"http://127.0.0.1:{processes.free_port()}"
        self.bare_url = f"http://127.0.0.1:{processes.free_port()}"
        self.cookies = {"sessionid": facts["session"], "csrftoken": "b" * 32}
        self.missed: list[str] = []
        self.workers: list[int] = []

    def run(self) -> list[str]:
        with ExitStack() as stack:
            pid = stack.enter_context(self._served("essaim.config.wsgi:application", self.url, "server.log"))
            self.workers = machine.children(pid)
            stack.enter_context(
                self._served("essaim.config.bench.bare:application", self.bare_url, "bare.log")
            )
            for scenario in scenarios(self.facts["people"]):
                self._try(scenario.name, partial(self._pages, scenario))
            self._try("create", self._creation)
            self._try("list_within_network", self._reach)
            self._try("board", partial(boards.measure, self))
            self._try("public_form", partial(forms.measure, self))
            self._try("memory", self._memory)
        self._try("messages", partial(messages.measure, self))
        self._try("import", self._import)
        self._try("export", self._export)
        self._try("reading", partial(library.measure_reading, self))
        self._try("documents", partial(library.measure, self, self.options.documents))
        self._try("sandboxes", self._sandboxes)
        return self.missed

    def _sandboxes(self) -> None:
        found = sandboxes.run_apart(self.place)
        self.tell("sandboxes", {"reset_p95_ms": (found.pop("p95"), found.pop("bar"))}, **found)

    def _served(self, application: str, url: str, log: str) -> Any:
        words = self.place.granian(application, int(url.rsplit(":", 1)[1]))
        environment = self.place.environment | {"ESSAIM_SITE_URL": url}
        return processes.server(words, environment, url, self.place.folder / log)

    def _try(self, name: str, measure: Callable[[], None]) -> None:
        """A measure that fails is said, and does not hide the others."""
        if self.options.only and name not in self.options.only:
            return
        try:
            measure()
        except (client.Refused, processes.Failed, OSError) as error:
            self.missed.append(name)
            self.say({"bench": name, "error": str(error)[-600:], "met": False})

    def tell(self, name: str, bars: dict[str, tuple[float, float]], **facts: Any) -> None:
        """`bars`: what was measured and what it may be at most."""
        met = all(value <= bar for value, bar in bars.values())
        if not met:
            self.missed.append(name)
        limits = {f"{what}_bar": bar for what, (_, bar) in bars.items()}
        self.say({"bench": name, **facts, **limits, "met": met})

    def _pages(self, scenario: Scenario) -> None:
        cookies = self.cookies | {"sessionid": self.facts[scenario.session]}
        visitor = client.Visitor(self.url, cookies)
        size = len(visitor.get(scenario.paths[0]).body)
        bare = self._bare() if scenario.beside_bare else None
        client.alone(visitor, list(scenario.paths), 1)
        used = machine.processor_ms(self.workers)
        alone = client.alone(visitor, list(scenario.paths), self.options.requests, warm=0)
        used = round((machine.processor_ms(self.workers) - used) / len(alone.values), 1)
        facts: dict[str, Any] = {"median_ms": alone.median, "p95_ms": alone.p95, "cpu_ms": used}
        facts["kb"] = round(size / 1024, 1)
        bars = {"median_ms": (alone.median, scenario.bar)}
        if bare is not None:
            bare = min(bare, self._bare())
            facts |= {"bare_ms": bare, "times_bare": round(alone.median / bare, 2)}
            bars["times_bare"] = (alone.median / bare, FACTOR)
        count = self.options.requests * CLIENTS // 2
        crowd, rate = client.together(self.url, cookies, list(scenario.paths), clients=CLIENTS, count=count)
        facts |= {"pages_s": rate, "crowd_median_ms": crowd.median, "crowd_p95_ms": crowd.p95}
        if scenario.rate:
            bars["s_page"] = (1 / rate, 1 / scenario.rate)
        self.tell(scenario.name, bars, **facts)

    def _bare(self) -> float:
        visitor = client.Visitor(self.bare_url, {"sessionid": self.facts["bare_session"]})
        return client.alone(visitor, ["/"], self.options.requests).median

    def _creation(self) -> None:
        """The form is asked for each time, only its sending is timed."""
        visitor = client.Visitor(self.url, self.cookies)
        values = []
        for number in range(self.options.requests):
            page = visitor.get("/personnes/nouveau/").body.decode()
            fields = dict(
                re.findall(r'<input[^>]*type="hidden"[^>]*name="(token)"[^>]*value="([^"]*)"', page)
            )
            fields |= {"first_name": "Créé", "last_name": f"Au Banc {number} {time.time_ns()}", "sure": "1"}
            values.append(visitor.post("/personnes/nouveau/", fields).seconds * 1000)
        times = client.Times(values)
        self.tell("create", {"median_ms": (times.median, 25)}, median_ms=times.median, p95_ms=times.p95)

    def _reach(self) -> None:
        """The same list for somebody who sees only their network."""
        visitor = client.Visitor(self.url, self.cookies | {"sessionid": self.facts["network_session"]})
        times = client.alone(visitor, ["/personnes/"], self.options.requests)
        self.tell(
            "list_within_network", {"median_ms": (times.median, 30)}, median_ms=times.median, p95_ms=times.p95
        )

    def _memory(self) -> None:
        """Web processes after the measures, and after `--minutes` of continued use."""
        paths = [path for scenario in scenarios(self.facts["people"]) for path in scenario.paths]
        before = [machine.resident_mb(worker) for worker in self.workers]
        deadline = time.monotonic() + self.options.minutes * 60
        asked = 0
        while time.monotonic() < deadline:
            client.together(self.url, self.cookies, paths, clients=4, count=400)
            asked += 400
        after = [machine.resident_mb(worker) for worker in self.workers]
        bars = {"process_mb": (max(after, default=0.0), MEMORY_BAR)}
        self.tell(
            "memory", bars, process_mb=after, before_mb=before, minutes=self.options.minutes, asked=asked
        )

    def _import(self) -> None:
        """Ten thousand people from a workbook, duplicates looked for."""
        path = self.place.folder / "import.xlsx"
        write_people(path, 10_000)
        done = self.place.essaim(
            "import", "people", str(path), "--json", "--key", "none", "--doubtful", "create"
        )
        bars = {"seconds": (done.seconds, 6.0)}
        self.tell("import", bars, seconds=done.seconds, peak_mb=done.peak_mb, rows=10_000)

    def _export(self) -> None:
        """The list as it stands, then every field of every person, each reading of a sensitive one journalled."""
        for kind, bar in (("xlsx", 20.0), ("csv", 5.0)):
            for name, words in ((f"export_{kind}", ()), (f"export_all_{kind}", ("--all",))):
                path = self.place.folder / f"{name}.{kind}"
                path.unlink(missing_ok=True)
                done = self.place.essaim("export", "people", *words, "--format", kind, "--output", str(path))
                bars = (
                    {} if words else {"seconds": (done.seconds, bar), "peak_mb": (done.peak_mb, MEMORY_BAR)}
                )
                size = round(path.stat().st_size / 2**20, 1)
                self.tell(name, bars, seconds=done.seconds, peak_mb=done.peak_mb, file_mb=size)
