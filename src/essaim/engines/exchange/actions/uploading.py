"""A file arrives: its beginning is read, its columns are matched, nothing else is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction

from essaim.engines.exchange.files import local_path, refuse_too_big
from essaim.engines.exchange.mapping import Column, Mapping
from essaim.engines.exchange.matching.guess import guess
from essaim.engines.exchange.models import ImportMapping, ImportRun
from essaim.engines.exchange.planning.options import Options, usual_key
from essaim.engines.exchange.reading import Table, open_table
from essaim.engines.exchange.values.cells import storable
from essaim.engines.records.api import RecordType
from essaim.engines.rights.api import can, require
from essaim.kit.writing import writing

SHOWN = 12


def upload(
    *,
    actor: Any,
    record_type: RecordType,
    file: Any,
    name: str,
    sheet: str = "",
    corrects: ImportRun | None = None,
) -> ImportRun:
    """A new run from an open file (`django.core.files.File`). Raises `Unreadable`, and then keeps nothing."""
    if not can(actor, "create", record_type.resource):
        require(actor, "change", record_type.resource)
    refuse_too_big(getattr(file, "size", None))
    with transaction.atomic(), writing(actor) as work:
        run = ImportRun(
            type=record_type.name, file_name=Path(name).name[:200], file_size=file.size, created_by=actor,
            corrects=corrects,
        )  # fmt: skip
        run.file.save(run.file_name, File(file), save=False)
        try:
            _read(run, actor, sheet)
        except BaseException:
            run.file.delete(save=False)
            raise
        run.save()
        work.created(run)
    return run


def change_sheet(*, actor: Any, run: ImportRun, sheet: str) -> None:
    """Another sheet of the same workbook; its columns are matched anew."""
    _read(run, actor, sheet)
    run.state = ImportRun.State.UPLOADED
    run.save()


def _read(run: ImportRun, actor: Any, sheet: str) -> None:
    with local_path(run.file) as path:
        table = open_table(path, sheet)
    run.sheet = str(getattr(table.source, "sheet", ""))
    run.fingerprint = table.fingerprint
    run.source = described(table)
    mapping, options = first_mapping(actor, run, table)
    run.mapping, run.options = mapping.to_json(), options.to_json()


def described(table: Table) -> dict[str, Any]:
    """What pages show of a file without opening it again."""
    return {
        "family": table.family,
        "headings": table.headings,
        "notes": table.notes,
        "sheets": list(table.source.sheets),
        "sample": [[line, [storable(cell) for cell in cells]] for line, cells in table.sample[:SHOWN]],
    }


def first_mapping(actor: Any, run: ImportRun, table: Table) -> tuple[Mapping, Options]:
    """The mapping remembered for files of these headings, else a guess."""
    known = ImportMapping.objects.filter(
        created_by=actor, type=run.type, fingerprint=table.fingerprint
    ).first()
    if known is not None:
        run.source["remembered"] = known.name
        return Mapping.remembered(known.mapping, table.headings), Options.from_json(known.options)
    mapping = guessed(actor, run.record_type, table)
    return mapping, Options(key=usual_key(actor, run.record_type, mapping))


def guessed(actor: Any, record_type: RecordType, table: Table) -> Mapping:
    guesses = guess(actor, record_type, table.headings, [cells for _line, cells in table.sample])
    return Mapping([Column(target=item.target, score=item.score) for item in guesses])
