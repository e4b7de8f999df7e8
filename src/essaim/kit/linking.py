"""Rows that point to a record by type and number rather than by a foreign key.

Whoever keeps such rows declares them here, so that merging two records carries them over and
deleting one names them.
"""

from __future__ import annotations

from dataclasses import dataclass

from .registry import Registry


@dataclass(frozen=True)
class GenericLink:
    """`model` ("app.Model") holds a record type's name in `type_field` and its key in `key_field`.

    `goes`: the row is only a link; it goes with either end, and nobody needs to be told.
    """

    name: str
    model: str
    type_field: str
    key_field: str
    goes: bool = False


generic_links: Registry[GenericLink] = Registry("generic links", GenericLink, lambda item: item.name)
