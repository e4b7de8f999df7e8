"""One page of a list: the rows, how many there are, and where one stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from .addresses import ListAddress
from .catalogue import fields_for
from .counting import exact_count, kept
from .declarations import Field, RecordType
from .query.compiler import compile_query
from .query.errors import QueryError
from .rows import Row, columns_of, read_rows

PAGE_SIZE = 50
SUPPOSED_ROWS = 1_000_000
FAR = 5_000


@dataclass
class Listing:
    """What a list shows for one reader and one address. `errors`: sentences for the reader."""

    user: Any
    type: RecordType
    address: ListAddress
    size: int = PAGE_SIZE
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.address.error:
            self.errors.append(self.address.error)

    @cached_property
    def fields(self) -> dict[str, Field]:
        return fields_for(self.user, self.type)

    @cached_property
    def columns(self) -> list[Field]:
        return columns_of(self.user, self.type, self.address.columns)

    @cached_property
    def queryset(self) -> QuerySet:
        """The records, filtered and sorted; an impossible filter or sort is said and left out."""
        query = self.address.query(self.type.name)
        try:
            return compile_query(self.user, query)
        except QueryError as error:
            self.errors.append(_("Ce filtre n’a pas pu être appliqué : %s") % error)
        for reduced in (replace(query, sort=()), replace(query, sort=(), filter=None)):
            try:
                found = compile_query(self.user, reduced)
            except QueryError:
                continue
            self.address = replace(self.address, sort=reduced.sort, filter=reduced.filter)
            return found
        raise AssertionError("a query without filter compiles")

    @cached_property
    def total(self) -> int:
        return exact_count(self.queryset)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @cached_property
    def page(self) -> int:
        return min(self.address.page, self.pages)

    @property
    def first(self) -> int:
        return (self.page - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        return min(self.page * self.size, self.total)

    @cached_property
    def ids(self) -> list[int]:
        """The keys of the page, read from the nearer end: an index alone serves most sorts."""
        start = (self.page - 1) * self.size
        queryset = self.queryset
        wanted = min(start, self.total - start) + self.size
        if self.address.text and self.type.text_path and is_frequent(self.total, wanted):
            queryset = compile_query(self.user, self.address.query(self.type.name), "scans")
        return page_of_ids(queryset, self.total, start, self.size)

    @cached_property
    def rows(self) -> list[Row]:
        ids = self.ids
        if not ids:
            return []
        found = read_rows(
            self.user, self.type, self.columns, self.type.model_class._base_manager.filter(pk__in=ids)
        )
        by_id = {row.pk: row for row in found}
        return [by_id[pk] for pk in ids if pk in by_id]


def is_frequent(total: int, wanted: int) -> bool:
    """Does a text stand in so many rows that the first `wanted` are found sooner by reading in order?

    Reading in order looks at wanted × rows / total of them; the index gives all `total` to be sorted.
    """
    return total * total > wanted * SUPPOSED_ROWS


def page_of_ids(queryset: QuerySet, total: int, start: int, size: int) -> list[int]:
    """The keys from `start` on. Databases walk to a page row by row: a far one is walked to once."""
    stop = min(start + size, total)
    backwards = start > total // 2
    keys = queryset.values_list("pk", flat=True)
    page = keys.reverse()[total - stop : total - start] if backwards else keys[start:stop]
    if min(start, total - stop) < FAR:
        found = list(page)
    else:
        found = kept("page", page, lambda: list(page), [])
    return found[::-1] if backwards else found
