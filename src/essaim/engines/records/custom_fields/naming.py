"""Technical names of custom fields and codes of their choices, made from what people wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from essaim.kit.text import words

PREFIX = "x_"


def field_name(label: str, taken: Collection[str]) -> str:
    return _free(PREFIX + ("_".join(words(label))[:40].strip("_") or "champ"), taken)


def new_choices(labels: Iterable[str], existing: list[list[Any]]) -> list[list[Any]]:
    """`existing` completed with `labels`: a choice that was taken away comes back with its code."""
    result = [list(item) for item in existing]
    by_label = {str(item[1]).casefold(): item for item in result}
    for label in filter(None, (text.strip()[:100] for text in labels)):
        known = by_label.get(label.casefold())
        if known is not None:
            known[2:] = []
            continue
        code = _free("_".join(words(label))[:30].strip("_") or "choix", {item[0] for item in result})
        result.append([code, label])
        by_label[label.casefold()] = result[-1]
    return result


def _free(base: str, taken: Collection[str]) -> str:
    name, number = base, 2
    while name in taken:
        name, number = f"{base}_{number}", number + 1
    return name
