"""Rights in plain French."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .declarations import resources
from .models import Grant, Reach

ACTIONS = ("create", "change", "delete", "view")
NOUNS: dict[str, Any] = {
    "create": gettext_lazy("Création"),
    "change": gettext_lazy("Modification"),
    "delete": gettext_lazy("Suppression"),
    "view": gettext_lazy("Visionnage"),
}
INFINITIVES: dict[str, Any] = {
    "view": gettext_lazy("voir"),
    "create": gettext_lazy("créer"),
    "change": gettext_lazy("modifier"),
    "delete": gettext_lazy("supprimer"),
}
LETTERS: dict[str, Any] = {
    "create": gettext_lazy("C"),
    "change": gettext_lazy("M"),
    "delete": gettext_lazy("S"),
    "view": gettext_lazy("V"),
}
REACHES: dict[str, Any] = {
    Reach.ALL.value: gettext_lazy("partout"),
    Reach.NETWORK.value: gettext_lazy("dans son réseau"),
    Reach.TERRITORY.value: gettext_lazy("sur son territoire"),
    Reach.GROUP.value: gettext_lazy("dans son groupe"),
    Reach.ASSIGNED.value: gettext_lazy("pour ce qui lui est confié"),
    Reach.MINE.value: gettext_lazy("pour ce qui lui appartient"),
}


def listed(words: Iterable[Any]) -> str:
    """a, b et c"""
    found = [str(word) for word in words]
    if len(found) < 2:
        return "".join(found)
    return _("%(first)s et %(last)s") % {"first": ", ".join(found[:-1]), "last": found[-1]}


def verbs(actions: Iterable[str]) -> str:
    """« voir, créer et modifier », always in the same order."""
    actions = set(actions)
    return listed(label for action, label in INFINITIVES.items() if action in actions)


def sentence(grant: Grant) -> str:
    """What a line lets its holders do: « voir et modifier, dans son réseau »."""
    actions = grant.actions()
    if not actions:
        return _("rien")
    return f"{verbs(actions)}, {REACHES[grant.reach]}"


def resource_label(code: str) -> str:
    return str(resources.get(code).label) if code in resources else code


def objective_label(code: str) -> str:
    return str(resources.get(code).objective) if code in resources else _("Module absent")
