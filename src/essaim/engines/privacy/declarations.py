"""What each engine or module declares of the personal data it holds: how it is handed over, how it is erased."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import models

from essaim.engines.directory.api import Person
from essaim.engines.records.api import record_types
from essaim.kit.registry import Registry
from essaim.kit.writing import Unit


@dataclass(frozen=True)
class Section:
    """A table of what is held: `rows` are {label: JSON-ready value}; `files`: (name, stored file)."""

    title: Any
    rows: list[dict[str, Any]]
    files: list[tuple[str, Any]] = field(default_factory=list)


class Blocker(NamedTuple):
    """What forbids erasing a person, in words that say what to do. `url`: where it is done."""

    text: str
    url: str = ""


class _Nameless:
    """Stands for a row in the journal, without what it says."""

    def __init__(self, row: models.Model) -> None:
        self.pk, self._meta = row.pk, row._meta

    def __str__(self) -> str:
        return ""


@dataclass
class Erasing:
    """One erasure under way. Parts count what they erase; `files` and `words` (of names) go after commit."""

    actor: Any
    person: Person
    work: Unit
    files: list[Any] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def forget(self, objects: Iterable[models.Model]) -> None:
        """The journal forgets what these objects held; call before they are written or deleted."""
        from essaim.engines.journal.api import erase

        for obj in objects:
            erase(actor=self.actor, obj=obj)

    def take(self, row: models.Model) -> None:
        """Deletes a row; the journal keeps that it was, and nothing of what it said. Its files go too."""
        for column in row._meta.concrete_fields:
            if isinstance(column, models.FileField) and getattr(row, column.name):
                self.files.append(getattr(row, column.name))
        nameless: Any = _Nameless(row)
        self.work.noted(nameless, "deleted")
        row.delete()


def nothing_held(person: Person) -> Iterable[Section]:
    return ()


def no_blocker(user: Any, person: Person) -> Iterable[Blocker]:
    return ()


@dataclass(frozen=True)
class PersonalPart:
    """Everything one engine holds about people.

    - `models`: labels ("timeline.Interaction") of all its models that lead to a person, however far.
    - `export(person)`: what is handed over when the person asks for their data. All of it, whatever the
      rights of who hands it over: the right to hand over is asked before. Other people are not named in it.
    - `erase(erasing)`: removes or blanks it and says how many rows; statistics may stay. None: nothing to do,
      and `kept` says why.
    - `blocks(user, person)`: what forbids erasing.
    - `profiles`: (record type, path to the person) of records that are the person under another name (a
      customer, a learner): what concerns them concerns the person.
    Parts are erased from the highest `order` to the lowest; the person's own record is order 0.
    """

    name: str
    label: Any
    models: tuple[str, ...]
    export: Callable[[Person], Iterable[Section]] = nothing_held
    erase: Callable[[Erasing], int] | None = None
    blocks: Callable[[Any, Person], Iterable[Blocker]] = no_blocker
    kept: Any = ""
    profiles: tuple[tuple[str, str], ...] = ()
    order: int = 100

    def __post_init__(self) -> None:
        if self.erase is None and not self.kept:
            raise ValueError(f"{self.name}: say how it is erased, or why it is kept")


@dataclass(frozen=True)
class Anonymiser:
    """How a record of another type than people is made anonymous at the end of its time, statistics kept."""

    type: str
    run: Callable[[models.Model, Any, Unit], None]


@dataclass(frozen=True)
class Act:
    """Something a person did, which starts their clock again: a call answered, a form sent.

    `model`: "app.Model"; `person`: path from it to the person; `at`: its moment; `where()`: which rows count.
    """

    name: str
    model: str
    person: str
    at: str
    where: Callable[[], models.Q] = models.Q


acts: Registry[Act] = Registry("acts of people", Act, lambda item: item.name)
parts: Registry[PersonalPart] = Registry("personal data", PersonalPart, lambda item: item.name)
anonymisers: Registry[Anonymiser] = Registry("anonymisers", Anonymiser, lambda item: item.type)


def records_of(person: Person) -> list[tuple[str, int]]:
    """(record type, key) of the person and of every profile of theirs."""
    found = [("people", person.pk)]
    for part in parts:
        for name, path in part.profiles:
            rows = record_types.get(name).model_class._base_manager.filter(**{path: person})
            found += [(name, pk) for pk in rows.values_list("pk", flat=True)]
    return found


def ordered() -> list[PersonalPart]:
    """From what hangs furthest to the person's own record."""
    return sorted(parts, key=lambda part: -part.order)
