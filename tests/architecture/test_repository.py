"""What the repository may hold: our own work, and names of packages rather than of places to get them."""

import json
import re
import subprocess

import pytest

from tests.support.sources import ROOT


def tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def test_nothing_built_or_third_party_is_tracked() -> None:
    built = re.compile(
        r"(^|/)(node_modules|\.venv|var|__pycache__|dist)/|/static/essaim/build/|\.min\.(js|css)$|\.woff2?$"
    )
    assert [name for name in tracked() if built.search(name)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_pins_have_hashes_and_name_no_host(path) -> None:
    text = path.read_text()
    assert not re.search(r"https?://|file:|--(extra-)?index-url|--find-links|--trusted-host", text)
    pinned = re.findall(r"^[\w.\[\]-]+==\S+", text, re.MULTILINE)
    assert pinned
    assert text.count("--hash=sha256:") >= len(pinned)


def test_front_end_packages_are_pinned_with_integrity_and_no_host() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
    assert [name for name, entry in packages.items() if "://" in str(entry.get("resolved", ""))] == []
