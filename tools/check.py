"""Everything that is checked, in order, with a summary. Run by `make test` and `make lint`.

    python -m tools.check [lint|unit|browser|NAME-OF-A-STEP…]

A failing step does not hide the next ones; the exit code is 1 if any failed, 3 if the machine lacks something.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tools import system

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PYTEST = [str(BIN / "pytest")]
WORKERS = os.environ.get("ESSAIM_TEST_WORKERS", "2")


@dataclass
class Step:
    name: str
    group: str
    command: list[str]
    output: str = ""
    code: int | None = None
    seconds: float = 0.0
    closing: str = field(default="")


def tool(name: str, *arguments: str) -> list[str]:
    return [str(BIN / name), *arguments]


def steps() -> list[Step]:
    python = str(BIN / "python")
    return [
        Step("ruff", "lint", tool("ruff", "check", ".")),
        Step("layout", "lint", tool("ruff", "format", "--check", "--quiet", ".")),
        Step("templates", "lint", tool("djlint", "--lint", "--quiet", "src")),
        Step("imports", "lint", tool("lint-imports")),
        Step("types", "lint", tool("mypy")),
        Step("architecture", "unit", [*PYTEST, "tests/architecture", "-n", WORKERS]),
        Step("sqlite", "unit", [*PYTEST, "--ignore=tests/architecture", "-n", WORKERS]),
        Step(
            "postgresql",
            "unit",
            [python, "-m", "tools.postgres", "--", *PYTEST, "--ignore=tests/architecture", "-n", WORKERS],
        ),
        Step("browser", "browser", [*PYTEST, "tests/browser", "-n", WORKERS, "--dist", "loadfile"]),
    ]


def run_quietly(step: Step) -> None:
    started = time.monotonic()
    done = subprocess.run(step.command, cwd=ROOT, capture_output=True, text=True, check=False)
    step.output, step.code = done.stdout + done.stderr, done.returncode
    step.seconds = time.monotonic() - started


def run_aloud(step: Step) -> None:
    print(f"\n=== {step.name} ===", flush=True)
    started = time.monotonic()
    process = subprocess.Popen(
        step.command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        if re.search(r"\b(passed|failed|error|no tests ran)\b.* in [\d.]+s", line):
            step.closing = line.strip(" =\n")
    step.code = process.wait()
    step.seconds = time.monotonic() - started


def run_lint(chosen: list[Step]) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run_quietly, chosen))
    for step in chosen:
        if step.code:
            print(f"\n=== {step.name} ===\n{step.output.strip()}", flush=True)


def summary(chosen: list[Step]) -> None:
    print("\n=== résumé ===")
    for step in chosen:
        mark = "ok    " if step.code == 0 else "ÉCHEC "
        ended = step.closing or ("" if step.code == 0 else f"code de sortie {step.code}")
        print(f"{mark} {step.name:<14} {step.seconds:6.1f} s  {ended}")


def main(names: list[str]) -> int:
    known = steps()
    wanted = set(names)
    if unknown := wanted - {step.name for step in known} - {step.group for step in known}:
        print(f"Étapes inconnues : {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    chosen = [step for step in known if not wanted or step.name in wanted or step.group in wanted]
    if any(step.group != "lint" for step in chosen) and not system.ensure():
        return 3
    run_lint([step for step in chosen if step.group == "lint"])
    for step in chosen:
        if step.group != "lint":
            run_aloud(step)
    summary(chosen)
    return 1 if any(step.code for step in chosen) else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
