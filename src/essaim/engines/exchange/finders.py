"""The simple finders of likely duplicates: same number, same e-mail, same phone, same name and birth or town."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from essaim.engines.records.api import RecordType, base_queryset, record_types
from essaim.kit.likeness import DuplicateFinder, Lookalike, duplicate_finders
from essaim.kit.text import fold, sort_key

PIECE = 1000
LIKELY = 0.6
COLUMNS = ("pk", "display", "sort_name", "email", "phone", "mobile", "city", "postcode")


def _names(type_name: str, values: dict[str, Any]) -> str:
    if type_name == "people":
        return sort_key(str(values.get("last_name") or ""), str(values.get("first_name") or ""))[:260]
    return sort_key(str(values.get("name") or ""))[:260]


def _phones(values: dict[str, Any]) -> set[str]:
    return {str(values[name]) for name in ("phone", "mobile") if values.get(name)}


def _near_rows(
    user: Any, record_type: RecordType, rows: list[dict[str, Any]], names: list[str]
) -> list[dict[str, Any]]:
    """The records sharing an e-mail, a phone or a whole name with one of the rows."""
    emails = {str(row["email"]) for row in rows if row.get("email")}
    phones = set().union(*(_phones(row) for row in rows)) if rows else set()
    extra = ("birth_date",) if record_type.name == "people" else ("siret",)
    found: dict[int, dict[str, Any]] = {}
    wanted = [Q(email__in=emails)] if emails else []
    if phones:
        wanted += [Q(phone__in=phones), Q(mobile__in=phones)]
    if any(names):
        wanted.append(Q(sort_name__in={name for name in names if name}))
    for condition in wanted:
        for line in base_queryset(user, record_type).filter(condition).values(*COLUMNS, *extra):
            found[line["pk"]] = line
    return list(found.values())


def find(type_name: str, user: Any, rows: list[dict[str, Any]]) -> list[list[Lookalike]]:
    record_type = record_types.get(type_name)
    result: list[list[Lookalike]] = []
    for start in range(0, len(rows), PIECE):
        piece = rows[start : start + PIECE]
        names = [_names(type_name, row) for row in piece]
        near = _near_rows(user, record_type, piece, names)
        index: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for line in near:
            for key in (("email", line["email"]), ("phone", line["phone"]), ("phone", line["mobile"]),
                        ("name", line["sort_name"])):  # fmt: skip
                if key[1]:
                    index[key].append(line)
        result += [_of_row(type_name, row, name, index) for row, name in zip(piece, names, strict=True)]
    return result


def _of_row(type_name: str, row: dict[str, Any], name: str, index: dict[Any, Any]) -> list[Lookalike]:
    keys = [("name", name), ("email", row.get("email")), *(("phone", phone) for phone in _phones(row))]
    lines = {line["pk"]: line for key in keys if key[1] for line in index.get(key, ())}
    found = []
    for line in lines.values():
        score, evidence = compare(type_name, row, name, line)
        if score >= LIKELY:
            found.append(Lookalike(line["pk"], line["display"], score, tuple(evidence)))
    return sorted(found, key=lambda item: -item.score)[:5]


def compare(type_name: str, row: dict[str, Any], name: str, line: dict[str, Any]) -> tuple[float, list[str]]:
    """How surely the row and the record are the same, and what they share."""
    from rapidfuzz import fuzz

    evidence: list[str] = []
    if _contradicts(row, line):
        return 0.0, evidence
    likeness = 1.0 if name == line["sort_name"] else fuzz.token_sort_ratio(
        name.replace("\x01", " "), line["sort_name"].replace("\x01", " ")
    ) / 100  # fmt: skip
    score = 0.5 * likeness if likeness >= 0.8 else 0.0
    if likeness == 1.0:
        evidence.append(_("même nom"))
    elif likeness >= 0.8:
        evidence.append(_("nom très proche"))
    if row.get("email") and row["email"] == line["email"]:
        score += 0.4
        evidence.append(_("même adresse électronique"))
    if _phones(row) & {line["phone"], line["mobile"]}:
        score += 0.3
        evidence.append(_("même téléphone"))
    if row.get("birth_date") and row["birth_date"] == line.get("birth_date"):
        score += 0.4
        evidence.append(_("même date de naissance"))
    if row.get("city") and line["city"] and fold(str(row["city"])) == fold(line["city"]):
        score += 0.15
        evidence.append(_("même ville"))
    if type_name == "organisations" and likeness == 1.0 and not (row.get("city") and line["city"]):
        score += 0.15
    return (min(score, 1.0), evidence) if likeness >= 0.8 or score >= 0.7 else (0.0, evidence)


def _contradicts(row: dict[str, Any], line: dict[str, Any]) -> bool:
    """Two different true SIRETs are two establishments, two birth dates two people."""
    return any(
        row.get(name) and line.get(name) and row[name] != line[name] for name in ("siret", "birth_date")
    )


def _finder(type_name: str) -> DuplicateFinder:
    return DuplicateFinder(
        f"exchange.{type_name}", (type_name,), lambda user, rows: find(type_name, user, rows), rank=0
    )


duplicate_finders.declare(_finder("people"), _finder("organisations"))
