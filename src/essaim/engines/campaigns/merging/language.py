"""The language of merge fields: values and conditions, and nothing else.

    Bonjour {{ Prénom | "et bienvenue" }},
    {{ si Ville = "Nantes" et pas Mobile }} … {{ sinon }} … {{ fin }}

A name is a field's label or code, whatever its case and accents. There is no expression, no call, no attribute:
a text can show what its author may read of a record, and no more. Values never are read as text of the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from essaim.kit.text import fold

TAG = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_PIECE = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|«\s*([^»]*?)\s*»|“([^”]*)”|(!=|≠|=|\|)|([^\s"'«“=≠|!]+))""")
MOST_TAGS = 500
MOST_NESTED = 12


class MergeError(Exception):
    """The text cannot be merged; the message says where and why, for its author."""


@dataclass(frozen=True)
class Value:
    code: str
    default: str = ""


@dataclass(frozen=True)
class Test:
    """`op`: "set" | "is" | "contains"."""

    code: str
    op: str = "set"
    wanted: str = ""
    negated: bool = False

    def holds(self, values: Mapping[str, str]) -> bool:
        found = values.get(self.code, "")
        if self.op == "is":
            result = fold(found) == fold(self.wanted)
        elif self.op == "contains":
            result = fold(self.wanted) in fold(found)
        else:
            result = bool(found.strip())
        return result != self.negated


@dataclass(frozen=True)
class Condition:
    """Any of the groups, each of which needs all its tests."""

    groups: tuple[tuple[Test, ...], ...]

    def holds(self, values: Mapping[str, str]) -> bool:
        return any(all(test.holds(values) for test in group) for group in self.groups)


@dataclass
class If:
    condition: Condition
    then: list[Any] = field(default_factory=list)
    otherwise: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Else:
    pass


@dataclass(frozen=True)
class End:
    pass


Tag = Value | Condition | Else | End
Names = Mapping[str, str]


def read_tag(inside: str, names: Names) -> Tag:
    """What stands between the braces. `names`: folded name → code of the fields one may use."""
    pieces = _pieces(inside)
    first = fold(pieces[0].text) if pieces else ""
    rest = fold(" ".join(piece.text for piece in pieces))
    if not pieces:
        raise MergeError(_("« {{ }} » est vide : mettez-y le nom d’un champ."))
    if rest == "sinon":
        return Else()
    if rest in ("fin", "fin si", "finsi"):
        return End()
    if first == "si" and pieces[0].kind == "word":
        return _condition(pieces[1:], names)
    return _value(pieces, names)


@dataclass(frozen=True)
class _Piece:
    kind: str
    text: str


def _pieces(inside: str) -> list[_Piece]:
    found, place = [], 0
    inside = inside.replace("\u00a0", " ").replace("\u202f", " ").strip()
    while place < len(inside):
        match = _PIECE.match(inside, place)
        if match is None:
            raise MergeError(_("« {{ %s }} » n’est pas compris.") % inside[:60])
        quoted = next((text for text in match.groups()[:4] if text is not None), None)
        if quoted is not None:
            found.append(_Piece("text", quoted))
        elif match[5]:
            found.append(_Piece("sign", match[5]))
        else:
            found.append(_Piece("word", match[6]))
        place = match.end()
    return found


def _name(pieces: list[_Piece], names: Names) -> tuple[str, int]:
    """(code, how many pieces) of the longest known name that comes first."""
    words = 0
    while words < len(pieces) and pieces[words].kind == "word":
        words += 1
    for count in range(words, 0, -1):
        code = names.get(fold(" ".join(piece.text for piece in pieces[:count])))
        if code is not None:
            return code, count
    said = " ".join(piece.text for piece in pieces[: words or 1])
    raise MergeError(_("Le champ « %s » n’existe pas ici. Choisissez-le dans la liste des champs.") % said)


def _value(pieces: list[_Piece], names: Names) -> Value:
    code, count = _name(pieces, names)
    rest = pieces[count:]
    if not rest:
        return Value(code)
    if len(rest) == 2 and rest[0].text == "|" and rest[1].kind == "text":
        return Value(code, rest[1].text)
    raise MergeError(
        _("Après le nom d’un champ, on n’écrit que | et un texte entre guillemets : %s")
        % '{{ Prénom | "ami" }}'
    )


def _condition(pieces: list[_Piece], names: Names) -> Condition:
    groups: list[tuple[Test, ...]] = []
    tests: list[Test] = []
    while True:
        test, pieces = _test(pieces, names)
        tests.append(test)
        joint = fold(pieces[0].text) if pieces else ""
        if joint not in ("", "et", "ou"):
            raise MergeError(_("« %s » n’est pas attendu dans cette condition.") % pieces[0].text)
        if joint != "et":
            groups.append(tuple(tests))
            tests = []
        if not joint:
            return Condition(tuple(groups))
        pieces = pieces[1:]


def _test(pieces: list[_Piece], names: Names) -> tuple[Test, list[_Piece]]:
    if not pieces:
        raise MergeError(_("Une condition s’écrit : %s") % '{{ si Ville = "Nantes" }}')
    negated = fold(pieces[0].text) == "pas" and pieces[0].kind == "word"
    code, count = _name(pieces[negated:], names)
    rest = pieces[negated + count :]
    said = (rest[0].text if rest[0].kind == "sign" else fold(rest[0].text)) if rest else ""
    if said == "vide":
        return Test(code, negated=not negated), rest[1:]
    if said in ("=", "!=", "≠", "contient"):
        if len(rest) < 2 or rest[1].kind == "sign":
            raise MergeError(_("Il manque un texte entre guillemets après « %s ».") % rest[0].text)
        op = "contains" if said == "contient" else "is"
        return Test(code, op, rest[1].text, negated != (said in ("!=", "≠"))), rest[2:]
    return Test(code, negated=negated), rest


def tags(text: str) -> Iterator[re.Match[str]]:
    for number, match in enumerate(TAG.finditer(text)):
        if number >= MOST_TAGS:
            raise MergeError(_("Ce texte compte trop de champs."))
        yield match


def check_braces(text: str) -> None:
    """A brace left open is a slip of its author, who must hear of it before it is sent to everybody."""
    rest = TAG.sub("", text)
    if "{{" in rest or "}}" in rest:
        raise MergeError(_("Une double accolade est ouverte sans être fermée, ou l’inverse."))


class _Nester:
    def __init__(self) -> None:
        self.root: list[Any] = []
        self.open: list[tuple[If, bool]] = []

    def here(self) -> list[Any]:
        if not self.open:
            return self.root
        node, turned = self.open[-1]
        return node.otherwise if turned else node.then

    def begin(self, condition: Condition) -> None:
        if len(self.open) >= MOST_NESTED:
            raise MergeError(_("Les conditions sont imbriquées trop profondément."))
        node = If(condition)
        self.here().append(node)
        self.open.append((node, False))

    def turn(self) -> None:
        if not self.open or self.open[-1][1]:
            raise MergeError(_("« sinon » ne suit aucun « si »."))
        self.open[-1] = (self.open[-1][0], True)

    def close(self) -> None:
        if not self.open:
            raise MergeError(_("« fin » ne ferme aucun « si »."))
        self.open.pop()


def nest(parts: list[Any]) -> list[Any]:
    """A flat list of texts and tags as a tree: every condition with its branches."""
    nester = _Nester()
    for part in parts:
        if isinstance(part, Condition):
            nester.begin(part)
        elif isinstance(part, Else):
            nester.turn()
        elif isinstance(part, End):
            nester.close()
        else:
            nester.here().append(part)
    if nester.open:
        raise MergeError(_("Il manque « {{ fin }} » à une condition."))
    return nester.root


def codes_of(nodes: list[Any]) -> set[str]:
    """The fields a tree reads."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, Value):
            found.add(node.code)
        elif isinstance(node, If):
            found |= {test.code for group in node.condition.groups for test in group}
            found |= codes_of(node.then) | codes_of(node.otherwise)
    return found


Write = Callable[[Any, Mapping[str, str]], str]


def write(nodes: list[Any], values: Mapping[str, str], say: Write) -> str:
    """The tree with values; `say(node, values)` writes what is neither text nor condition."""
    parts = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
        elif isinstance(node, If):
            branch = node.then if node.condition.holds(values) else node.otherwise
            parts.append(write(branch, values, say))
        else:
            parts.append(say(node, values))
    return "".join(parts)
