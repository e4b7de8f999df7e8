"""The territory an address lies in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from essaim.engines.accounts.api import Territory

_known: ContextVar[dict[str, int | None] | None] = ContextVar("essaim_territories", default=None)


def territory_id(country: str, region: str, department: str) -> int | None:
    """The key of the département's territory (the region's, where there is none), or None."""
    if not (country and region):
        return None
    path = f"{country}/{region}/{department}/" if department else f"{country}/{region}/"
    known = _known.get()
    if known is not None and path in known:
        return known[path]
    found = Territory.objects.filter(path=path).values_list("pk", flat=True).first()
    if known is not None:
        known[path] = found
    return found


@contextmanager
def remembered() -> Iterator[None]:
    """Ask each territory once: for those who write many records in a row."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)
