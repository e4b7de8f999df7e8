"""Changes of a definition being built: each takes the JSON and alters its own copy."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .types import TYPES

MOST_QUESTIONS = 200
Data = dict[str, Any]


def new_key(data: Data, letter: str) -> str:
    """Never one that was used before: answers and translations are named by keys."""
    data["next"] = int(data.get("next", 0)) + 1
    return f"{letter}{data['next']}" if letter != "s" else f"s_{data['next']}"


def section_of(data: Data, key: str) -> Data:
    found = next((item for item in data["sections"] if item["key"] == key), None)
    if found is None:
        raise ValidationError(_("Cette partie n’est plus dans le formulaire."))
    return found


def question_place(data: Data, key: str) -> tuple[Data, int]:
    """The section that holds the question, and its rank there."""
    for section in data["sections"]:
        for rank, question in enumerate(section["questions"]):
            if question["key"] == key:
                return section, rank
    raise ValidationError(_("Cette question n’est plus dans le formulaire."))


def question_of(data: Data, key: str) -> Data:
    section, rank = question_place(data, key)
    return section["questions"][rank]


def add_question(data: Data, section: str, type: str) -> tuple[Data, str]:
    if type not in TYPES:
        raise ValidationError(_("Ce type de question n’existe pas."))
    data = deepcopy(data)
    if sum(len(item["questions"]) for item in data["sections"]) >= MOST_QUESTIONS:
        raise ValidationError(_("Deux cents questions au plus : faites deux formulaires."))
    made: Data = {"key": new_key(data, "q"), "type": type, "label": "", "required": False}
    if "choices" in TYPES[type].takes:
        made["choices"] = [{"key": "c1", "label": _("Oui")}, {"key": "c2", "label": _("Non")}]
    if "rows" in TYPES[type].takes:
        made["rows"] = [{"key": "r1", "label": _("Première ligne")}]
    if type == "scale":
        made |= {"min": "1", "max": "5"}
    section_of(data, section)["questions"].append(made)
    return data, made["key"]


def change_question(data: Data, key: str, values: Data) -> Data:
    data = deepcopy(data)
    section, rank = question_place(data, key)
    kept = {"key": key, "type": section["questions"][rank]["type"]}
    section["questions"][rank] = {**kept, **values, **kept}
    return data


def duplicate_question(data: Data, key: str) -> tuple[Data, str]:
    data = deepcopy(data)
    section, rank = question_place(data, key)
    made = deepcopy(section["questions"][rank])
    made["key"] = new_key(data, "q")
    section["questions"].insert(rank + 1, made)
    _copy_texts(data, key, made["key"])
    return data, made["key"]


def _copy_texts(data: Data, old: str, new: str) -> None:
    for texts in (data.get("translations") or {}).values():
        for path, text in list(texts.items()):
            if path.startswith(f"{old}."):
                texts[new + path[len(old) :]] = text


def delete_question(data: Data, key: str) -> Data:
    data = deepcopy(data)
    section, rank = question_place(data, key)
    del section["questions"][rank]
    for score in data.get("scores", ()):
        score["questions"] = [name for name in score.get("questions", ()) if name != key]
    return data


def step_question(data: Data, key: str, step: int) -> Data:
    """One place up (-1) or down (1), into the section beside when it is at the edge."""
    data = deepcopy(data)
    section, rank = question_place(data, key)
    sections = data["sections"]
    here = sections.index(section)
    target = rank + step
    if 0 <= target < len(section["questions"]):
        section["questions"].insert(target, section["questions"].pop(rank))
    elif 0 <= here + step < len(sections):
        moved = section["questions"].pop(rank)
        other = sections[here + step]["questions"]
        other.insert(len(other) if step < 0 else 0, moved)
    return data


def place_question(data: Data, key: str, section: str, rank: int) -> Data:
    """Dropped at `rank` of a section, counted without itself."""
    data = deepcopy(data)
    source, old = question_place(data, key)
    target = section_of(data, section)["questions"]
    moved = source["questions"].pop(old)
    target.insert(max(0, min(rank, len(target))), moved)
    return data


def add_section(data: Data, title: str = "") -> tuple[Data, str]:
    data = deepcopy(data)
    if len(data["sections"]) >= 40:
        raise ValidationError(_("Quarante parties au plus."))
    key = new_key(data, "s")
    data["sections"].append({"key": key, "title": title, "questions": []})
    return data, key


def change_section(data: Data, key: str, values: Data) -> Data:
    data = deepcopy(data)
    section_of(data, key).update(values)
    return data


def step_section(data: Data, key: str, step: int) -> Data:
    data = deepcopy(data)
    sections = data["sections"]
    rank = sections.index(section_of(data, key))
    if 0 <= rank + step < len(sections):
        sections.insert(rank + step, sections.pop(rank))
    return data


def delete_section(data: Data, key: str) -> Data:
    """Its questions go to the section before; the last one left stays."""
    data = deepcopy(data)
    sections = data["sections"]
    if len(sections) == 1:
        raise ValidationError(_("Un formulaire garde au moins une partie."))
    rank = sections.index(section_of(data, key))
    orphans = sections.pop(rank)["questions"]
    neighbour = sections[max(0, rank - 1)]["questions"]
    neighbour[0 if rank == 0 else len(neighbour) : 0 if rank == 0 else len(neighbour)] = orphans
    return data


def set_parties(data: Data, parties: list[Data]) -> Data:
    data = deepcopy(data)
    data["parties"] = parties
    return data


def set_scores(data: Data, scores: list[Data]) -> Data:
    data = deepcopy(data)
    data["scores"] = scores
    return data


def set_translations(data: Data, language: str, texts: dict[str, str]) -> Data:
    data = deepcopy(data)
    translations = data.setdefault("translations", {})
    translations[language] = {path: text for path, text in texts.items() if text.strip()}
    return data
