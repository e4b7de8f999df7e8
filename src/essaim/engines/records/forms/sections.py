"""How the fields of a record's form are laid out."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.forms.boundfield import BoundField


@dataclass
class Section:
    """Bound fields under a heading; those of `folds` stay closed until they are needed."""

    heading: str
    fields: list[BoundField] = field(default_factory=list)
    folds: dict[str, list[BoundField]] = field(default_factory=dict)

    @property
    def closed(self) -> list[tuple[str, list[BoundField], bool]]:
        """(heading, bound fields, whether one of them has to be seen)."""
        return [(heading, bound, any(one.errors for one in bound)) for heading, bound in self.folds.items()]
