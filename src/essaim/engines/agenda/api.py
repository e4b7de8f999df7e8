"""What modules and higher engines may use of the agenda."""

from __future__ import annotations

from .actions.occurrences import do_cancel_occurrence, do_change_occurrence
from .clashes import find_clashes, next_free
from .layers import Layer, Mark, layers
from .models import Event, Occurrence, Resource
from .queries import events_for
from .reading import between

__all__ = [
    "Event",
    "Layer",
    "Mark",
    "Occurrence",
    "Resource",
    "between",
    "do_cancel_occurrence",
    "do_change_occurrence",
    "events_for",
    "find_clashes",
    "layers",
    "next_free",
]
