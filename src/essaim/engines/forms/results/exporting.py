"""Answers as a table: XLSX or CSV, one line a voice, one column a question (a row of a matrix has its own)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.forms.choices import Spoken
from essaim.engines.forms.definition.conditions import comment_key
from essaim.engines.forms.definition.parts import Definition, Question, read
from essaim.engines.forms.filling.showing import cell_of
from essaim.engines.forms.hearing import readable
from essaim.engines.forms.models import Form, Response

Column = tuple[str, Callable[[dict[str, Any]], Any]]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def columns(definitions: Iterable[Definition]) -> list[Column]:
    """Those of the latest version first, then questions that only earlier ones asked."""
    found: dict[str, Column] = {}
    for definition in definitions:
        for question in definition.questions():
            for key, column in _of(question):
                found.setdefault(key, column)
    return list(found.values())


def _of(question: Question) -> Iterator[tuple[str, Column]]:
    key = question.key
    if question.type == "note":
        return
    if question.type == "matrix":
        for row in question.rows:
            yield f"{key}.{row.key}", (f"{question.label} / {row.label}", _row_reader(question, row.key))
    else:
        yield key, (question.label, lambda values: cell_of(question, values.get(key)))
    if question.comments:
        yield (
            comment_key(key),
            (_("%s (commentaire)") % question.label, lambda values: values.get(comment_key(key))),
        )


def _row_reader(question: Question, row: str) -> Callable[[dict[str, Any]], Any]:
    def get(values: dict[str, Any]) -> Any:
        given = values.get(question.key)
        choice = question.choice(given.get(row)) if isinstance(given, dict) else None
        return choice.label if choice else None

    return get


def table(user: Any, form: Form, responses: Iterable[Response]) -> Iterator[list[Any]]:
    """The heading, then the lines. Only what `user` may read."""
    versions = list(form.versions.all())
    definitions = {version.pk: read(version.definition) for version in versions}
    asked = columns(definitions[version.pk] for version in versions)
    grid = any(definition.parties for definition in definitions.values())
    scored = _scores(definitions.values())
    head = [_("Rendu le"), _("Version")]
    if not form.anonymous:
        head += [*([_("À propos de"), _("Voix")] if grid else []), _("Nom"), _("Courriel")]
    yield [*head, *(label for label, _get in asked), *(label for _key, label in scored)]
    for response in responses:
        definition = definitions[response.version_id]
        for voice in readable(user, definition, list(response.voices.all())):
            if voice.state != Spoken.SENT:
                continue
            line: list[Any] = [timezone.localtime(voice.sent_at).date(), response.version.number]
            if not form.anonymous:
                line += [response.title, definition.party_label(voice.party)] if grid else []
                line += [voice.name, voice.email]
            line += [get(voice.values) for _label, get in asked]
            line += [_score(voice.scores.get(key)) for key, _label in scored]
            yield line


def _scores(definitions: Iterable[Definition]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for definition in definitions:
        for score in definition.scores:
            found.setdefault(score.key, score.label)
    return list(found.items()) or [("total", _("Score"))]


def _score(score: Any) -> float | None:
    return float(score["value"]) if score and score.get("value") is not None else None


def as_csv(rows: Iterable[list[Any]]) -> Iterator[bytes]:
    """For spreadsheets: a semicolon, a byte order mark, and no cell taken for a formula."""
    yield b"\xef\xbb\xbf"
    for row in rows:
        buffer = io.StringIO()
        csv.writer(buffer, delimiter=";").writerow([_plain(cell) for cell in row])
        yield buffer.getvalue().encode()


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, float):
        return f"{cell:g}".replace(".", ",") if cell == round(cell, 6) else str(cell).replace(".", ",")
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def as_xlsx(rows: Iterable[list[Any]]) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Réponses")[:31])
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    for rank, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            if isinstance(cell, date):
                sheet.write_datetime(rank, column, cell, day)
            elif isinstance(cell, (int, float)):
                sheet.write_number(rank, column, cell)
            else:
                sheet.write_string(rank, column, str(cell)[:32_000], bold if rank == 0 else None)
    sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()
