"""Colours: contrast as WCAG 2.2 measures it, and the nearest colour that can be read.

Colours are "#rrggbb" strings. The search moves lightness only, in OKLCH (Björn Ottosson, 2020,
https://bottosson.github.io/posts/oklab/), so the hue people chose is kept.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

TEXT_RATIO = 4.5  # WCAG 2.2, 1.4.3, level AA: text of ordinary size
LIGHT_SURFACES = ("#ffffff", "#faf8f7", "#f6f3f2")
DARK_SURFACES = ("#171316", "#1e191d", "#272126")
WHITE, INK = "#ffffff", "#1c1419"
SOFT_LIGHT, SOFT_DARK = 0.09, 0.15  # how much brand stands in --es-brand-soft
_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})\Z")


def parse(text: str) -> str:
    """ "#rrggbb" in lower case from "#RGB", "RRGGBB"…; ValueError on anything else."""
    found = _HEX.match(text.strip().lower())
    if not found:
        raise ValueError(f"not a colour: {text!r}")
    digits = found[1]
    return "#" + (digits if len(digits) == 6 else "".join(char * 2 for char in digits))


def _channels(colour: str) -> tuple[float, float, float]:
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


def _hex(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, value)) * 255):02x}" for value in channels)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _gamma(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(value) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 (the same) to 21 (black on white)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(colour: str, share: float, other: str) -> str:
    """`share` of `colour` over `other`, as CSS color-mix does in sRGB."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return _hex(share * mine + (1 - share) * theirs for mine, theirs in pairs)


def to_oklch(colour: str) -> tuple[float, float, float]:
    """(lightness 0–1, chroma, hue in radians)."""
    r, g, b = (_linear(value) for value in _channels(colour))
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b_axis = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b_axis), math.atan2(b_axis, a)


def _linear_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The colour, with as much of its chroma as a screen can show at that lightness."""
    low, high = 0.0, chroma
    if not _shown(lightness, chroma, hue):
        for _ in range(18):
            middle = (low + high) / 2
            low, high = (middle, high) if _shown(lightness, middle, hue) else (low, middle)
        chroma = low
    return _hex(_gamma(max(0.0, value)) for value in _linear_rgb(lightness, chroma, hue))


def _shown(lightness: float, chroma: float, hue: float) -> bool:
    return all(-1e-4 <= value <= 1.0001 for value in _linear_rgb(lightness, chroma, hue))


def readable(colour: str, surfaces: Iterable[str], soft: float = 0.0, ratio: float = TEXT_RATIO) -> bool:
    """Can text of this colour be read on all these surfaces, bare and tinted with `soft` of itself?"""
    return all(
        contrast(colour, under) >= ratio and (not soft or contrast(colour, mix(colour, soft, under)) >= ratio)
        for under in surfaces
    )


def text_on(colour: str) -> str:
    """White or ink, whichever reads better on `colour`."""
    return max((WHITE, INK), key=lambda text: contrast(colour, text))


def nearest_readable(
    colour: str, surfaces: Iterable[str], soft: float = 0.0, ratio: float = TEXT_RATIO
) -> str:
    """`colour` itself if it can be read on the surfaces, else the nearest of its hue that can.

    Towards black or white something always can: on surfaces all light, or all dark.
    """
    under = tuple(surfaces)
    if readable(colour, under, soft, ratio):
        return colour
    lightness, chroma, hue = to_oklch(colour)
    for step in range(1, 401):
        for target in (lightness - step / 400, lightness + step / 400):
            if 0 <= target <= 1:
                found = from_oklch(target, chroma, hue)
                if readable(found, under, soft, ratio):
                    return found
    raise ValueError(f"no readable colour near {colour} on {', '.join(under)}")


@dataclass(frozen=True)
class Palette:
    """A brand as pages wear it, light and dark, with the text written on it."""

    light: str
    light_text: str
    dark: str
    dark_text: str


def palette(brand: str) -> Palette:
    """The nearest palette that meets WCAG 2.2 AA: as link and as ground of text, light and dark."""
    light = nearest_readable(brand, LIGHT_SURFACES, SOFT_LIGHT)
    dark = nearest_readable(brand, DARK_SURFACES, SOFT_DARK)
    return Palette(light, text_on(light), dark, text_on(dark))
