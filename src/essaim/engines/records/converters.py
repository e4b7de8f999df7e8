"""Addresses of record types: an unknown slug is no address at all."""

from __future__ import annotations

from .declarations import type_of_slug


class RecordTypeSlug:
    """Matches the slug of a declared record type, so that other addresses stay free."""

    regex = "[a-z0-9-]+"

    def to_python(self, value: str) -> str:
        if type_of_slug(value) is None:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value
