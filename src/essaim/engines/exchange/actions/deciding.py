"""What a person decides of an import before it is written: columns, rules, doubtful rows."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from essaim.engines.exchange.mapping import Mapping
from essaim.engines.exchange.models import ImportMapping, ImportRow, ImportRun
from essaim.engines.exchange.planning.options import Options, usual_key
from essaim.kit.writing import writing

State = ImportRun.State
Fate = ImportRow.Fate
BEFORE_WRITING = (State.UPLOADED, State.MATCHED, State.PLANNED, State.FAILED)


class TooLate(Exception):
    """The import is being written or has been."""


def check_open(actor: Any, run: ImportRun) -> None:
    if run.state not in BEFORE_WRITING or run.created_by_id != actor.pk:
        raise TooLate


def match(*, actor: Any, run: ImportRun, mapping: Mapping, name: str = "") -> ImportRun:
    """The columns as confirmed; with a name, remembered for the next files of these headings."""
    check_open(actor, run)
    run.mapping = mapping.to_json()
    options = Options.from_json(run.options)
    if options.key not in mapping.targets():
        options.key = usual_key(actor, run.record_type, mapping)
    run.options = options.to_json()
    run.state = State.MATCHED
    run.source["name"] = name.strip()[:120]
    run.save()
    return run


def set_rules(*, actor: Any, run: ImportRun, options: Options) -> ImportRun:
    check_open(actor, run)
    run.options = options.to_json()
    run.state = State.MATCHED
    run.save()
    return run


def remember(*, actor: Any, run: ImportRun) -> None:
    """The mapping and the rules, for this person's next file of the same headings."""
    mapping = Mapping.from_json(run.mapping)
    with writing(actor):
        ImportMapping.objects.update_or_create(
            created_by=actor,
            type=run.type,
            fingerprint=run.fingerprint,
            defaults={
                "name": run.source.get("name") or run.file_name[:120],
                "mapping": mapping.by_heading(run.headings),
                "options": run.options,
                "used_at": timezone.now(),
            },
        )


def decide(*, actor: Any, run: ImportRun, line: int, choice: str) -> ImportRow:
    """What becomes of one doubtful row: "update:<id>" or "line:<n>" among its candidates, "create", "skip"."""
    check_open(actor, run)
    row = run.rows.get(line=line)
    allowed = {"create", "skip", ""}
    allowed |= {f"update:{item['id']}" for item in row.candidates if "id" in item}
    allowed |= {f"line:{item['line']}" for item in row.candidates if "line" in item}
    if row.fate == Fate.DOUBTFUL and choice in allowed:
        row.choice = choice
        row.save(update_fields=["choice"])
    return row


def decide_all(*, actor: Any, run: ImportRun, choice: str) -> None:
    """What becomes of the doubtful rows nobody decided one by one."""
    check_open(actor, run)
    options = Options.from_json({**run.options, "doubtful": choice})
    run.options = options.to_json()
    run.save(update_fields=["options"])
