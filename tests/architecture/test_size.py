"""Files stay small and say what they are about."""

import re
from pathlib import Path

import pytest

from tests.support.sources import ROOT, SOURCE, python_files, short, template_files

OURS = [*python_files(), *sorted(p for folder in ("tests", "tools") for p in (ROOT / folder).rglob("*.py"))]
FRONTEND = sorted(p for p in (ROOT / "frontend" / "src").rglob("*") if p.suffix in {".js", ".css", ".scss"})


def longer_than(limit: int, files: list[Path]) -> list[str]:
    counted = [(len(path.read_text().splitlines()), path) for path in files]
    return [f"{short(path)}: {count} lines" for count, path in counted if count > limit]


def test_python_files_have_at_most_300_lines() -> None:
    assert longer_than(300, OURS) == []


def test_templates_have_at_most_150_lines() -> None:
    assert longer_than(150, list(template_files())) == []


def test_scripts_and_style_sheets_have_at_most_300_lines() -> None:
    assert longer_than(300, FRONTEND) == []


@pytest.mark.parametrize("name", ["utils", "helpers", "misc", "common", "signals", "models2"])
def test_no_file_is_named_after_nothing(name: str) -> None:
    assert [short(path) for path in SOURCE.rglob(f"{name}.py")] == []


def test_nobody_excuses_a_long_or_tangled_function() -> None:
    excuse = re.compile(r"noqa(?!:)|noqa:.*\b(C901|PLR0915|PLR0912)\b|ruff: noqa")
    found = [
        f"{short(path)}:{number}"
        for path in OURS
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if excuse.search(line) and "excuse" not in line
    ]
    assert not found, "\n".join(found)
