"""A template variable that does not exist fails the test, when the template is ours."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

OURS = str(Path(__file__).resolve().parents[2] / "src")


def _origin() -> str:
    """The template being rendered: the innermost frame whose `self` is a node that knows where it was written."""
    frame = sys._getframe(1)
    while frame is not None:
        origin = getattr(frame.f_locals.get("self"), "origin", None)
        if origin is not None and getattr(origin, "name", None):
            return str(origin.name)
        frame = frame.f_back
    return ""


class Undefined(str):
    """Django asks `"%s" in string_if_invalid`, then writes `string_if_invalid % variable`."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __bool__(self) -> bool:
        return True

    def __mod__(self, variable: object) -> str:
        origin = _origin()
        if origin.startswith(OURS):
            pytest.fail(f"undefined template variable {variable} in {origin}", pytrace=False)
        return ""
