"""What changed from one text to the next."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.engines.accounts.texts import changed_articles
from essaim.kit.markdown import blocks

paragraphs = st.lists(
    st.sampled_from(["un", "deux", "trois", "## Titre", "## Autre", "- liste\n- longue"]), max_size=8
)


@settings(deadline=None)
@given(paragraphs)
def test_the_same_text_has_no_change(parts) -> None:
    text = "\n\n".join(parts)
    assert changed_articles(text, text) == []


@settings(deadline=None)
@given(paragraphs, paragraphs)
def test_every_new_paragraph_is_shown_and_nothing_else(old, new) -> None:
    before, after = "\n\n".join(old), "\n\n".join(new)
    shown = [change for article in changed_articles(before, after) for change in article.changes]
    added = sum(1 for change in shown if change.kind in {"added", "changed"})
    added += sum(1 for article in changed_articles(before, after) if article.new)
    removed = sum(1 for change in shown if change.kind in {"removed", "changed"})
    assert len(blocks(after)) - len(blocks(before)) == added - removed


def test_a_new_article_bears_its_heading_once() -> None:
    (article,) = changed_articles("## Un\n\nalpha", "## Un\n\nalpha\n\n## Deux\n\nbeta")
    assert (article.heading, article.new, [change.kind for change in article.changes]) == (
        "Deux",
        True,
        ["added"],
    )


def test_a_change_stands_under_its_article() -> None:
    old = "## Un\n\nalpha\n\n## Deux\n\nbeta\n\ngamma"
    articles = changed_articles(old, old.replace("gamma", "delta"))
    assert [article.heading for article in articles] == ["Deux"]
    (change,) = articles[0].changes
    assert (change.kind, "gamma" in change.old, "delta" in change.new) == ("changed", True, True)
