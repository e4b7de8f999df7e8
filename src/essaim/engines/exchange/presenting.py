"""Rows and reports as pages show them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.records.api import address_of, all_fields, base_queryset, record_types, type_of

from .models import ImportRow, ImportRun
from .values.choices import Choices
from .wording import look


def row_line(user: Any, run: ImportRun, row: ImportRow) -> dict[str, Any]:
    """One line of the trial's table."""
    fields = all_fields(run.record_type)
    return {
        "row": row,
        "look": look(row.fate),
        "label": row.label or _("(sans nom)"),
        "url": address_of(run.record_type, row.object_id) if row.object_id else "",
        "messages": [_message(run, message) for message in row.messages],
        "differences": [
            {"label": fields[name].label if name in fields else name, "old": pair[0], "new": pair[1]}
            for name, pair in row.differences.items()
        ],
        "candidates": [_candidate(run, item) for item in row.candidates],
        "options": _options(row),
    }


def _message(run: ImportRun, message: dict[str, Any]) -> dict[str, Any]:
    column = message["column"]
    heading = run.headings[column] if column is not None and column < len(run.headings) else ""
    return {"level": message["level"], "heading": heading, "text": message["text"]}


def _candidate(run: ImportRun, item: dict[str, Any]) -> dict[str, Any]:
    url = address_of(run.record_type, item["id"]) if "id" in item else ""
    return {
        **item,
        "url": url,
        "evidence": ", ".join(item["evidence"]),
        "percent": round(100 * item["score"]),
    }


def _options(row: ImportRow) -> list[dict[str, Any]]:
    """The choices of a doubtful row, the one made marked."""
    if row.fate != ImportRow.Fate.DOUBTFUL:
        return []
    found = [
        ("", _("À décider")),
        ("create", _("Différente : créer une fiche")),
        ("skip", _("Laisser de côté")),
    ]
    for item in row.candidates:
        if "id" in item:
            found.append((f"update:{item['id']}", _("La même que « %s » : compléter") % item["label"]))
        else:
            found.append((f"line:{item['line']}", _("La même que la ligne %s : réunir") % item["line"]))
    return [{"value": value, "label": label, "chosen": value == row.choice} for value, label in found]


def unknown_values(user: Any, run: ImportRun) -> list[dict[str, Any]]:
    """Words of the file that a list of ours does not know, with what they may stand for."""
    fields = all_fields(run.record_type)
    columns = run.mapping.get("columns", [])
    found = []
    for index_text, counts in run.counts.get("unknown", {}).items():
        index = int(index_text)
        field = fields.get(columns[index].get("target", ""))
        if field is None:
            continue
        choices = Choices.of(user, run.record_type, field)
        labels = list(dict.fromkeys(choices.labels.values()))[:300]
        words = [
            {
                "name": f"u-{index}-{text}",
                "text": text,
                "count": count,
                "near": (choices.near(text, 1, 88) or [""])[0],
            }
            for text, count in sorted(counts.items(), key=lambda item: -item[1])[:30]
        ]
        found.append({"heading": run.headings[index], "label": field.label, "labels": labels, "words": words})
    return found


def kept_lines(user: Any, run: ImportRun) -> list[dict[str, Any]]:
    """What undoing kept, named only to those who may see it."""
    shown: dict[str, set[int]] = {}
    items = run.undo_report.get("kept_list", [])
    for record_type in record_types:
        ids = [item["id"] for item in items if item["model"] == record_type.model.lower()]
        if ids:
            seen = base_queryset(user, record_type).filter(pk__in=ids).values_list("pk", flat=True)
            shown.setdefault(record_type.model.lower(), set()).update(seen)
    lines = []
    for item in items:
        visible = item["id"] in shown.get(item["model"], set())
        kind = next((t for t in record_types if t.model.lower() == item["model"]), None)
        lines.append(
            {
                **item,
                "label": item["label"] if visible or kind is None else _("(fiche hors de votre portée)"),
                "url": address_of(kind, item["id"]) if visible and kind is not None else "",
            }
        )
    return lines


__all__ = ["kept_lines", "row_line", "type_of", "unknown_values"]
