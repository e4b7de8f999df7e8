"""Files and runs for the tests."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile

from essaim.engines.exchange.actions import match, plan_now, set_rules, upload, write_now
from essaim.engines.exchange.mapping import Mapping
from essaim.engines.exchange.models import ImportRun
from essaim.engines.exchange.planning.options import Options
from essaim.engines.records.api import record_types

GOOD_SIRETS = ("41071771400035", "34356040500023", "77567227221138", "00572078400106")


def csv_file(*rows: Any, encoding: str = "utf-8", separator: str = ";") -> bytes:
    return "\r\n".join(separator.join(map(str, row)) for row in rows).encode(encoding)


def xlsx_file(*rows: Any, sheet: str = "Feuille", merges: Any = (), formats: Any = None) -> bytes:
    import xlsxwriter

    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                page.write(number, column, value)
    for place in merges:
        page.merge_range(*place)
    book.close()
    return target.getvalue()


def uploaded(
    actor: Any, content: bytes, name: str = "liste.csv", type_name: str = "organisations"
) -> ImportRun:
    return upload(actor=actor, record_type=record_types.get(type_name), file=ContentFile(content), name=name)


def planned(
    actor: Any, content: bytes, name: str = "liste.csv", type_name: str = "organisations",
    targets: dict[str, str] | None = None, **options: Any,
) -> ImportRun:  # fmt: skip
    run = uploaded(actor, content, name, type_name)
    mapping = Mapping.from_json(run.mapping)
    for heading, code in (targets or {}).items():
        mapping.columns[run.headings.index(heading)].target = code
    match(actor=actor, run=run, mapping=mapping)
    set_rules(actor=actor, run=run, options=Options.from_json({**run.options, **options}))
    return plan_now(actor=actor, run=run)


def written(actor: Any, content: bytes, *arguments: Any, **options: Any) -> ImportRun:
    run = planned(actor, content, *arguments, **options)
    assert run.state == "planned", run.message
    return write_now(actor=actor, run=run)


def targets_of(run: ImportRun) -> dict[str, str]:
    columns = Mapping.from_json(run.mapping).columns
    return {heading: column.target for heading, column in zip(run.headings, columns, strict=True)}


def fates(run: ImportRun) -> dict[int, str]:
    return dict(run.rows.values_list("line", "fate"))


def errors(run: ImportRun) -> str:
    return " ".join(message["text"] for row in run.rows.all() for message in row.messages)
