"""What must be mended before a form can be published, in words its author understands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .conditions import leaves
from .parts import Definition, Question, decimal, read

IDENTIFYING = frozenset({"email", "phone", "address", "person", "signature"})


@dataclass(frozen=True)
class Fault:
    """`where`: the key of the question or section to open."""

    where: str
    text: str
    stops: bool = True


def faults(data: Mapping[str, Any], anonymous: bool = False) -> list[Fault]:
    definition = read(data)
    found = list(_structure(definition))
    found += _conditions(definition)
    found += _voices(definition)
    if anonymous:
        found += _promise(definition)
    return found


def _structure(definition: Definition) -> Iterator[Fault]:
    if not any(question.type != "note" for question in definition.questions()):
        yield Fault("", _("Le formulaire ne pose encore aucune question."))
    for question in definition.questions():
        if not question.label.strip():
            yield Fault(question.key, _("Une question n’a pas de texte."))
        if "choices" in question.kind.takes and len(question.choices) < 1:
            yield Fault(question.key, _("« %s » n’a aucun choix à proposer.") % question.label)
        if question.type == "scale" and len(question.scale) < 2:
            yield Fault(question.key, _("L’échelle de « %s » n’a pas deux niveaux.") % question.label)
        least, most = decimal(question.min), decimal(question.max)
        if least is not None and most is not None and least > most:
            yield Fault(question.key, _("Les limites de « %s » sont à l’envers.") % question.label)


def _conditions(definition: Definition) -> Iterator[Fault]:
    known: dict[str, Question] = {}
    for section in definition.sections:
        yield from _after(section.key, section.title or _("Une partie"), section.when, known)
        for question in section.questions:
            yield from _after(question.key, question.label, question.when, known)
            known[question.key] = question


def _after(where: str, label: str, tree: Mapping[str, Any], known: Mapping[str, Question]) -> Iterator[Fault]:
    for leaf in leaves(tree):
        asked = known.get(str(leaf.get("q", "")).partition(".")[0])
        if asked is None:
            yield Fault(where, _("« %s » dépend d’une question qui n’est pas posée avant.") % label)
        elif _names_a_choice(asked, leaf) and asked.choice(leaf.get("value")) is None:
            yield Fault(where, _("« %s » dépend d’un choix qui n’existe plus.") % label)


def _names_a_choice(asked: Question, leaf: Mapping[str, Any]) -> bool:
    return asked.type in ("choice", "choices") and leaf.get("op") in ("is", "is_not")


def _voices(definition: Definition) -> Iterator[Fault]:
    keys = {party.key for party in definition.parties}
    for question in definition.questions():
        if set(question.voices) - keys or set(question.comments) - keys - {"*"}:
            yield Fault(
                question.key, _("« %s » est confiée à une partie qui n’existe plus.") % question.label
            )
    for party in definition.parties:
        if not party.label.strip():
            yield Fault(party.key, _("Une partie n’a pas de nom."))
        elif not any(_speaks(question, party.key) for question in definition.questions()):
            yield Fault(party.key, _("« %s » n’a rien à remplir.") % party.label)


def _speaks(question: Question, party: str) -> bool:
    return question.type != "note" and (question.asked_of(party) or question.commented_by(party))


def _promise(definition: Definition) -> Iterator[Fault]:
    if definition.parties:
        yield Fault("", _("Une grille à plusieurs voix ne peut pas être anonyme."))
    for question in definition.questions():
        if question.type in IDENTIFYING:
            yield Fault(
                question.key,
                _("« %s » fait dire qui répond, alors que le formulaire promet l’anonymat.") % question.label,
            )
