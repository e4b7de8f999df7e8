"""The short way to declare a part: models, the path from each to the person, and what is blanked in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from essaim.engines.directory.api import Person

from .declarations import Blocker, Erasing, PersonalPart, Section, no_blocker
from .extracting import section_of

DELETE = "delete"
KEEP = "keep"


@dataclass(frozen=True)
class Held:
    """One model of a part.

    `path`: ORM path from it to the person ("customer__person"). `erase`: DELETE, KEEP (nothing in it says
    who, once what it hangs on is erased), or the names of the fields to blank: texts become "", the rest None.
    `without`: fields not handed over.
    """

    model: str
    path: str
    erase: str | tuple[str, ...]
    without: tuple[str, ...] = ()

    def rows(self, person: Person) -> models.QuerySet:
        found = apps.get_model(self.model)._base_manager.filter(**{self.path: person})
        return found.distinct() if "__" in self.path else found


def part_of(
    name: str,
    label: Any,
    held: tuple[Held, ...],
    *,
    also: tuple[str, ...] = (),
    blocks: Callable[[Any, Person], Iterable[Blocker]] = no_blocker,
    profiles: tuple[tuple[str, str], ...] = (),
    order: int = 150,
) -> PersonalPart:
    """A part whose models are handed over row by row and erased in the order they are given.

    `also`: models that lead to a person but hold nothing of their own (mere links).
    """

    def export(person: Person) -> Iterable[Section]:
        for item in held:
            model: Any = apps.get_model(item.model)
            yield section_of(
                str(model._meta.verbose_name_plural).capitalize(), item.rows(person), without=item.without
            )

    def erase(erasing: Erasing) -> int:
        return sum(_erase(erasing, item) for item in held if item.erase != KEEP)

    labels = (*(item.model for item in held), *also)
    return PersonalPart(name, label, labels, export, erase, blocks, profiles=profiles, order=order)


def _erase(erasing: Erasing, item: Held) -> int:
    rows = list(item.rows(erasing.person))
    erasing.forget(rows)
    for row in rows:
        if item.erase == DELETE:
            erasing.take(row)
            continue
        for name in item.erase:
            field: Any = row._meta.get_field(name)
            empty = None if field.null else field.get_default() if field.has_default() else ""
            setattr(row, name, empty)
        row.save()
        erasing.work.noted(row, "changed")
    return len(rows)
