"""The unit of work every action runs in.

    with writing(actor, origin="import 12") as work:
        person = Person.objects.create(...)
        work.created(person)

It is atomic. What was created, changed and deleted is gathered, and handed to the journal (which
registers itself as the sink) just before the outermost unit commits, so the journal's rows are
written in commit order. Units nest: an inner one hands its entries to the outer one.

Also told, in the same moment and transaction: *listeners* (`on_flush`), with the list of changes;
search and the text indexes keep in step that way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models, transaction


@dataclass
class Change:
    """One object's write. `kind`: "created" | "changed" | "deleted" | another past participle.

    `fields` maps a field name to (old, new), both JSON-ready; `label` is how the object reads.
    """

    kind: str
    model: str
    object_id: str
    label: str
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    note: str = ""
    instance: models.Model | None = None


_PLAIN = frozenset((str, int, float, bool))


@dataclass
class Unit:
    actor: Any
    origin: str
    changes: list[Change] = field(default_factory=list)

    def created(self, obj: models.Model, fields: dict[str, Any] | None = None, note: str = "") -> None:
        values = snapshot(obj) if fields is None else fields
        new = {name: (None, value) for name, value in values.items() if value not in (None, "", [], {})}
        self._add("created", obj, new, note)

    def changed(self, obj: models.Model, before: dict[str, Any], note: str = "") -> bool:
        """`before` is `snapshot(obj)` taken before the change. False when nothing differs."""
        after = snapshot(obj)
        names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        fields = {name: (before.get(name), after.get(name)) for name in names}
        if not fields:
            return False
        self._add("changed", obj, fields, note)
        return True

    def deleted(self, obj: models.Model, note: str = "") -> None:
        """Call before `obj.delete()`, while it still has its primary key."""
        old = {name: (value, None) for name, value in snapshot(obj).items()}
        self._add("deleted", obj, old, note)

    def noted(
        self, obj: models.Model, kind: str, fields: dict[str, tuple[Any, Any]] | None = None, note: str = ""
    ) -> None:
        """Anything else worth remembering on `obj`: a role given, a version published."""
        self._add(kind, obj, fields or {}, note)

    def _add(self, kind: str, obj: models.Model, fields: dict, note: str) -> None:
        self.changes.append(
            Change(kind, obj._meta.label_lower, str(obj.pk), str(obj)[:200], fields, note, obj)
        )


@dataclass(frozen=True)
class Origin:
    """Where a request comes from: "web", "api", "worker", "command", with an address if known."""

    channel: str = "command"
    address: str = ""
    session: str = ""
    acting_for: Any = None


current_origin: ContextVar[Origin] = ContextVar("essaim_origin", default=Origin())  # noqa: B039  frozen
_current: ContextVar[Unit | None] = ContextVar("essaim_unit", default=None)
_sink: list[Callable[[Unit], None]] = []
_listeners: list[Callable[[list[Change]], None]] = []


def set_sink(function: Callable[[Unit], None]) -> None:
    """The journal calls this once: `function` persists the entries of a unit."""
    _sink[:] = [function]


def on_flush(function: Callable[[list[Change]], None]) -> Callable[[list[Change]], None]:
    """Call `function` with the changes of each outermost unit, inside its transaction."""
    if function not in _listeners:
        _listeners.append(function)
    return function


@contextmanager
def writing(actor: Any, origin: str = "") -> Iterator[Unit]:
    """`actor`: the user who acts, or None for the product itself (never for a person)."""
    outer = _current.get()
    if outer is not None:
        inner = Unit(actor, origin or outer.origin)
        token = _current.set(inner)
        try:
            with transaction.atomic():
                yield inner
        finally:
            _current.reset(token)
        outer.changes.extend(inner.changes)
        return
    unit = Unit(actor, origin)
    token = _current.set(unit)
    try:
        with transaction.atomic():
            yield unit
            for listener in _listeners:
                listener(unit.changes)
            for sink in _sink:
                sink(unit)
    finally:
        _current.reset(token)


@contextmanager
def apart() -> Iterator[None]:
    """Units opened inside stand by themselves: nothing written in one instance is told in another's unit."""
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)


def snapshot(obj: models.Model) -> dict[str, Any]:
    """The concrete fields of `obj` as JSON-ready values, by field name (foreign keys as ids).

    A JSON field named in the model's `journal_flattens` gives one value for each of its keys.
    """
    flattened = getattr(obj, "journal_flattens", ())
    values: dict[str, Any] = {}
    for name, attribute, prepare in _journalled(type(obj)):
        value = getattr(obj, attribute)
        values[name] = value if value is None or type(value) in _PLAIN else prepare(value)
    for name in flattened:
        values.update(getattr(obj, name))
    return values


@cache
def _journalled(model: type[models.Model]) -> list[tuple[str, str, Callable[[Any], Any]]]:
    """Field name, attribute, what makes its value JSON-ready."""
    skipped = (*getattr(model, "journal_skips", ()), *getattr(model, "journal_flattens", ()))
    return [
        (field_.name, field_.attname, field_.get_prep_value if field_.is_relation else jsonable)
        for field_ in model._meta.concrete_fields
        if field_.name not in skipped
    ]


def jsonable(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float, bool, list, dict)):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)
