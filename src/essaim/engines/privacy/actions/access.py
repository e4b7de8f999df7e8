"""Handing over what is held about somebody: one ZIP, to read and for machines."""

from __future__ import annotations

import tempfile
from typing import IO, Any

from essaim.engines.directory.api import Person
from essaim.engines.journal.api import read
from essaim.engines.privacy.handing_over import gather, write_archive
from essaim.engines.records.api import all_fields, record_types
from essaim.engines.rights.api import require
from essaim.kit.writing import writing


def do_hand_over(*, actor: Any, person: Person) -> IO[bytes]:
    """The archive, temporary, read from its start. That it was made is journalled, and what it shows as read."""
    people = record_types.get("people")
    require(actor, "create", "privacy", person, people.guard)
    sections = gather(person)
    target = tempfile.TemporaryFile()  # noqa: SIM115  closed by the response
    write_archive(target, person, sections)
    sensitive = [field.name for field in all_fields(people).values() if field.sensitive]
    with writing(actor) as work:
        work.noted(
            person, "handed_over", {"sections": (None, sum(bool(item.rows) for _part, item in sections))}
        )
        read(actor, person, sensitive, note="handed_over")
    target.seek(0)
    return target
