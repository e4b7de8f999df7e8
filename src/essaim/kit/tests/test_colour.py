"""Colours stay readable whatever people choose."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.kit.colour import (
    DARK_SURFACES,
    LIGHT_SURFACES,
    SOFT_DARK,
    SOFT_LIGHT,
    TEXT_RATIO,
    contrast,
    from_oklch,
    mix,
    nearest_readable,
    palette,
    parse,
    readable,
    to_oklch,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)],
)
def test_contrast_is_that_of_wcag(one, other, ratio) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@settings(deadline=None)
@given(colours, colours)
def test_contrast_is_symmetric_and_bounded(one, other) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@settings(deadline=None)
@given(colours)
def test_oklch_goes_there_and_back(colour) -> None:
    back = from_oklch(*to_oklch(colour))
    assert all(abs(int(colour[i : i + 2], 16) - int(back[i : i + 2], 16)) <= 1 for i in (1, 3, 5))


@settings(deadline=None)
@given(colours)
def test_a_palette_is_always_readable_as_link_and_as_ground(colour) -> None:
    worn = palette(colour)
    assert readable(worn.light, LIGHT_SURFACES, SOFT_LIGHT)
    assert readable(worn.dark, DARK_SURFACES, SOFT_DARK)
    assert contrast(worn.light, worn.light_text) >= TEXT_RATIO
    assert contrast(worn.dark, worn.dark_text) >= TEXT_RATIO
    assert contrast(mix(worn.light, 0.86, "#000000"), worn.light_text) >= TEXT_RATIO, (
        "a button under the pointer"
    )
    assert contrast(mix(worn.dark, 0.84, "#ffffff"), worn.dark_text) >= TEXT_RATIO


@settings(deadline=None)
@given(colours)
def test_a_readable_colour_is_left_alone_and_the_search_ends_there(colour) -> None:
    found = nearest_readable(colour, LIGHT_SURFACES, SOFT_LIGHT)
    assert nearest_readable(found, LIGHT_SURFACES, SOFT_LIGHT) == found
    if readable(colour, LIGHT_SURFACES, SOFT_LIGHT):
        assert found == colour


@settings(deadline=None)
@given(colours)
def test_the_hue_is_kept(colour) -> None:
    found = nearest_readable(colour, LIGHT_SURFACES, SOFT_LIGHT)
    (_, chroma, hue), (_, new_chroma, new_hue) = to_oklch(colour), to_oklch(found)
    if chroma > 0.04 and new_chroma > 0.04:
        turn = abs((hue - new_hue + math.pi) % (2 * math.pi) - math.pi)
        assert turn < 0.15


@pytest.mark.parametrize(
    ("text", "colour"), [("#ABC", "#aabbcc"), (" 74265d ", "#74265d"), ("#74265D", "#74265d")]
)
def test_reads_the_usual_ways_of_writing(text, colour) -> None:
    assert parse(text) == colour


@given(st.text(max_size=12))
def test_refuses_anything_else(text) -> None:
    if not re.fullmatch(r"#?([0-9a-f]{3}|[0-9a-f]{6})", text.strip().lower()):
        with pytest.raises(ValueError, match="not a colour"):
            parse(text)
