"""What the product imports is declared, with its reason, in pyproject.toml."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.support.sources import ROOT, imported, product_files, short

# Django brings these two; they are part of it.
WITH_DJANGO = {"asgiref", "sqlparse"}


def plain(requirement: str) -> str:
    return re.split(r"[\[~<>=!; ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def declared_for_tests() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {plain(item) for item in project["optional-dependencies"]["test"]}


def declared() -> tuple[set[str], set[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    base = {plain(item) for item in project["dependencies"]} | WITH_DJANGO
    return base, base | {plain(item) for item in project["optional-dependencies"]["demo"]}


def test_every_import_is_a_declared_dependency() -> None:
    base, with_demo = declared()
    known = packages_distributions()
    found = set()
    for path in product_files():
        allowed = with_demo if re.search(r"demo|factories|testing|bench", short(path)) else base
        if "testing" in path.stem or "testing" in path.parts:
            allowed = with_demo | declared_for_tests()
        if re.search(r"/testing(_\w+)?\.py$", short(path)):
            allowed = with_demo | {"pytest"}  # suites that the tests of other engines inherit
        for _, name in imported(path):
            top = name.split(".")[0]
            if top in sys.stdlib_module_names or top == "essaim":
                continue
            distributions = {item.lower().replace("_", "-") for item in known.get(top, [top])}
            if not distributions & allowed:
                found.add(f"{short(path)}: {top}")
    assert not found, "\n".join(sorted(found))


def test_every_dependency_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("dependencies = [") : text.index("[project.optional-dependencies]")]
    lines = [line.strip() for line in block.splitlines() if line.strip().startswith('"')]
    assert lines
    assert [line for line in lines if "# " not in line] == []


def test_pins_follow_the_declaration() -> None:
    for profile, names in zip(("base", "demo"), declared(), strict=True):
        pins = re.findall(
            r"^([\w.-]+)==", (ROOT / "requirements" / f"{profile}.txt").read_text(), re.MULTILINE
        )
        assert names - {plain(name) for name in pins} == set(), f"run tools/pin.sh ({profile})"
