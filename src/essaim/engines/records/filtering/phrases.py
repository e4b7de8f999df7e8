"""A filter in plain words: « Ville contient « thiès » », « a au moins 2 visites (Frais est au moins 20) »."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from essaim.engines.records.catalogue import fields_for
from essaim.engines.records.declarations import Field, RecordType, record_types
from essaim.engines.records.kinds import Kind
from essaim.engines.records.query import values
from essaim.engines.records.query.errors import QueryError
from essaim.engines.records.reading import titles
from essaim.engines.records.rows import link_labels
from essaim.engines.records.wording import lowered

from . import words


class Phrases:
    """Says the filters of one record type to one reader. A field the reader may not see is not named."""

    def __init__(self, user: Any, record_type: RecordType) -> None:
        self.user = user
        self.type = record_type
        self.fields = fields_for(user, record_type)

    def node(self, node: dict[str, Any], inside: bool = False) -> str:
        for name, joint in (("all", _("et")), ("any", _("ou"))):
            if name in node:
                parts = [self.node(item, inside=True) for item in node[name]]
                text = f" {joint} ".join(parts)
                return f"({text})" if inside and len(parts) > 1 else text
        if "not" in node:
            return _("sauf si %s") % self.node(node["not"], inside=True)
        return self.leaf(node)

    def leaf(self, node: dict[str, Any]) -> str:
        field = self.fields.get(str(node.get("field")))
        if field is None:
            return _("condition sur un champ inconnu")
        if field.kind == Kind.REFERENCES:
            return self._relation(field, node)
        word = words.operator_words(field).get(node.get("op", ""), "")
        if field.kind == Kind.REFERENCE and node.get("op") == "where":
            return _("%(field)s remplit : %(where)s") % {
                "field": field.label,
                "where": self._inner(field, node) or _("aucune condition"),
            }
        try:
            value = self._value(field, node)
        except (QueryError, TypeError, ValueError, KeyError):
            value = "?"
        if node.get("op") == "period":
            return _("%(field)s : %(value)s") % {"field": field.label, "value": value}
        return f"{field.label} {word} {value}".strip()

    def _relation(self, field: Field, node: dict[str, Any]) -> str:
        target = record_types.get(field.target)
        feminine = target.gender == "f"
        one, many = lowered(target.label), lowered(field.label)
        inner = self._inner(field, node)
        where = f" ({inner})" if inner else ""
        if node["op"] == "some":
            return (_("a au moins une %s") if feminine else _("a au moins un %s")) % one + where
        if node["op"] == "no":
            return (_("n’a aucune %s") if feminine else _("n’a aucun %s")) % one + where
        than = words.THAN_WORDS.get(node.get("than", "gte"), "")
        if node["op"] == "sum":
            summed = fields_for(self.user, target).get(str(node.get("of")))
            return (
                _("le total de %(what)s (%(many)s) %(than)s %(value)s")
                % {
                    "what": lowered(summed.label) if summed else "?",
                    "many": many,
                    "than": than,
                    "value": node.get("value"),
                }
                + where
            )
        return _("le nombre de %(many)s %(than)s %(value)s") % {
            "many": many, "than": than, "value": node.get("value"),
        } + where  # fmt: skip

    def _inner(self, field: Field, node: dict[str, Any]) -> str:
        if not node.get("where"):
            return ""
        return Phrases(self.user, record_types.get(field.target)).node(node["where"])

    def _value(self, field: Field, node: dict[str, Any]) -> str:
        op: str = node["op"]
        value: Any = node.get("value")
        if op in ("empty", "not_empty"):
            return ""
        if op == "period":
            return period_words(value)
        if op == "month":
            return str(words.MONTHS[value])
        if op == "between":
            low, high = values.pair(field, value)
            return _("%(low)s et %(high)s") % {"low": self._one(field, low), "high": self._one(field, high)}
        if isinstance(value, list):
            shown = self._several(field, values.several(field, value))
            joint = _("et") if op == "all" else _("ou")
            return f" {joint} ".join(shown[:4]) + (" …" if len(shown) > 4 else "")
        return self._one(field, values.scalar(field, value))

    def _several(self, field: Field, wanted: list[Any]) -> list[str]:
        if field.kind in (Kind.LINK, Kind.TAGS):
            found = link_labels(self.type, field, wanted)
            return [found.get(key, _("(inconnu)")) for key in wanted]
        if field.kind == Kind.REFERENCE:
            found = titles(self.user, record_types.get(field.target), wanted)
            return [found.get(key, _("(fiche hors de votre portée)")) for key in wanted]
        return [self._one(field, item) for item in wanted]

    def _one(self, field: Field, value: Any) -> str:
        if isinstance(value, bool):
            return _("oui") if value else _("non")
        if field.is_date:
            return date_format(value, "j F Y")
        if field.kind in (Kind.CHOICE, Kind.CHOICES):
            return str(dict(field.choice_pairs()).get(value, value))
        if field.kind in (Kind.LINK, Kind.TAGS, Kind.REFERENCE):
            return self._several(field, [value])[0]
        return f"«\u202f{value}\u202f»" if field.is_text else str(value).replace(".", ",")


def period_words(value: dict[str, Any]) -> str:
    """{"last": 3, "unit": "month"} → "les 3 derniers mois"."""
    for word in ("this", "previous", "following"):
        if word in value:
            return str(words.PERIODS[f"{word}:{value[word]}"])
    word = "last" if "last" in value else "next"
    unit, count = value.get("unit", "day"), value[word]
    feminine = unit in words.FEMININE_UNITS
    if word == "last":
        adjective = _("dernières") if feminine else _("derniers")
    else:
        adjective = _("prochaines") if feminine else _("prochains")
    return _("les %(count)s %(adjective)s %(unit)s") % {
        "count": count, "adjective": adjective, "unit": words.UNITS[unit],
    }  # fmt: skip


def chips(user: Any, record_type: RecordType, tree: dict[str, Any] | None) -> list[tuple[str, Any]]:
    """(words, the tree without that part) for each part of a filter that can be removed alone."""
    if not tree:
        return []
    phrases = Phrases(user, record_type)
    parts = tree.get("all")
    if parts is None or not parts:
        return [(phrases.node(tree), None)]
    found = []
    for index, part in enumerate(parts):
        rest = parts[:index] + parts[index + 1 :]
        found.append((phrases.node(part), {"all": rest} if rest else None))
    return found
