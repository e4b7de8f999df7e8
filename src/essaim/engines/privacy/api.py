"""What other engines and modules may use of privacy."""

from __future__ import annotations

from .actions import ErasureBlocked, blockers_of, do_erase
from .coverage import leading_to_person, undeclared
from .declarations import (
    Act,
    Anonymiser,
    Blocker,
    Erasing,
    PersonalPart,
    Section,
    acts,
    anonymisers,
    parts,
    records_of,
)
from .extracting import section_of
from .handing_over import as_pdf
from .held import DELETE, KEEP, Held, part_of

__all__ = [
    "DELETE",
    "KEEP",
    "Act",
    "Anonymiser",
    "Blocker",
    "Erasing",
    "ErasureBlocked",
    "Held",
    "PersonalPart",
    "Section",
    "acts",
    "anonymisers",
    "as_pdf",
    "blockers_of",
    "do_erase",
    "leading_to_person",
    "part_of",
    "parts",
    "records_of",
    "section_of",
    "undeclared",
]
