"""Registries: where engines and modules declare what they offer, once, at start-up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class RegistryError(Exception):
    """A declaration is wrong, comes twice, comes too late, or a name is unknown."""


class Registry(Generic[T]):
    """Named declarations of one type, frozen once the product has started.

    `key` gives the name of an item; `declare` refuses a wrong type or a name already taken;
    `get` raises `RegistryError` on an unknown name and says which names exist.
    """

    _all: list[Registry] = []
    _derivations: list[Callable[[], None]] = []
    _verifications: list[Callable[[], None]] = []
    declaring: str = ""

    def __init__(self, label: str, item_type: type[T], key: Callable[[T], str]) -> None:
        self.label = label
        self._type = item_type
        self._key = key
        self._items: dict[str, T] = {}
        self._declared_by: dict[str, str] = {}
        self._frozen = False
        Registry._all.append(self)

    def declare(self, *items: T) -> None:
        for item in items:
            if self._frozen:
                raise RegistryError(f"{self.label}: too late to declare {item!r}, the product has started")
            if not isinstance(item, self._type):
                raise RegistryError(f"{self.label}: {item!r} is not a {self._type.__name__}")
            name = self._key(item)
            if name in self._items:
                raise RegistryError(f"{self.label}: {name!r} is declared twice")
            self._items[name] = item
            self._declared_by[name] = Registry.declaring

    def declared_by(self, name: str) -> str:
        """The label of the engine or module whose declaring files brought `name`."""
        return self._declared_by.get(name, "")

    def get(self, name: str) -> T:
        try:
            return self._items[name]
        except KeyError:
            known = ", ".join(sorted(self._items)) or "none"
            raise RegistryError(f"{self.label}: unknown name {name!r} (known: {known})") from None

    def __contains__(self, name: object) -> bool:
        return name in self._items

    def __iter__(self) -> Iterator[T]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def names(self) -> list[str]:
        return list(self._items)

    def freeze(self) -> None:
        self._frozen = True

    @classmethod
    def freeze_all(cls) -> None:
        for derive in cls._derivations:
            derive()
        for registry in cls._all:
            registry.freeze()
        for verify in cls._verifications:
            verify()

    @classmethod
    def derived(cls, derive: Callable[[], None]) -> Callable[[], None]:
        """Call `derive` once everybody has declared, just before freezing: it declares what follows
        from the rest (a menu entry for each record type)."""
        cls._derivations.append(derive)
        return derive

    @classmethod
    def once_declared(cls, verify: Callable[[], None]) -> Callable[[], None]:
        """Call `verify` when everything is declared: it raises `RegistryError` to stop the start."""
        cls._verifications.append(verify)
        return verify


class Thawed:
    """For tests only: declare inside, and everything declared goes away on exit."""

    def __init__(self, *registries: Registry) -> None:
        self._registries = registries
        self._saved: list[tuple[Registry, dict, bool]] = []

    def __enter__(self) -> None:
        for registry in self._registries:
            self._saved.append((registry, dict(registry._items), registry._frozen))
            registry._frozen = False

    def __exit__(self, *exc_info: object) -> None:
        for registry, items, frozen in self._saved:
            registry._items.clear()
            registry._items.update(items)
            registry._frozen = frozen
