"""Documentation that can be checked is checked."""

import re

from tests.support.sources import ROOT, SOURCE

LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_the_operator_guide_lists_every_setting() -> None:
    guide = (ROOT / "docs" / "operator-guide.md").read_text()
    read = re.compile(r"""\b(?:text|flag|items)\(\s*"([A-Z_]+)\"""")
    names = {
        name
        for path in (SOURCE / "config" / "settings").glob("*.py")
        for name in read.findall(path.read_text())
    }
    assert names
    assert sorted(name for name in names if f"`ESSAIM_{name}`" not in guide) == []


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in LINK.findall(page.read_text())
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_a_decision_takes_about_ten_lines() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [page.name for page in pages if not re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", page.name)] == []
    assert [page.name for page in pages if len(page.read_text().splitlines()) > 14] == []
