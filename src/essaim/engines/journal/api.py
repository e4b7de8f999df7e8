"""What other engines and modules may use of the journal."""

from __future__ import annotations

from .chain import Fault, Verdict, forget_before, verify
from .describing import Describer, Restorer, declare_kinds, describers, restorers
from .erasing import erase, erase_actor
from .queries import history, history_url, latest, reads, written_by
from .reading import read, read_many

__all__ = [
    "Describer",
    "Fault",
    "Restorer",
    "Verdict",
    "declare_kinds",
    "describers",
    "erase",
    "erase_actor",
    "forget_before",
    "history",
    "history_url",
    "latest",
    "read",
    "read_many",
    "reads",
    "restorers",
    "verify",
    "written_by",
]
