"""Which records already there the lines of a batch speak of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.records.api import RecordType, all_fields, base_queryset
from essaim.kit.text import sort_key

from . import known, trying
from .options import OWN_KEY, Options, is_unique
from .reader import Draft


@dataclass
class Match:
    """`pk`: the record for sure. `pks` without `pk`: records of the same key, but of another name."""

    pk: int | None = None
    pks: list[int] = field(default_factory=list)
    refusal: str = ""
    evidence: str = ""


class Matches:
    def __init__(self, user: Any, record_type: RecordType, options: Options) -> None:
        self.user = user
        self.type = record_type
        self.options = options
        self.fields = all_fields(record_type)
        self.unique = [
            item
            for item in self.fields.values()
            if item.editable and not item.custom and item.is_text and is_unique(record_type, item)
        ]

    def of(self, drafts: list[Draft]) -> list[Match]:
        """One match a draft, with a bounded number of queries."""
        if self.options.key == OWN_KEY:
            found = self._by_own_key(drafts)
        elif self.options.key:
            found = self._by_key(drafts)
        else:
            found = [Match() for _draft in drafts]
        self._refuse_taken(drafts, found)
        return found

    def _by_own_key(self, drafts: list[Draft]) -> list[Match]:
        keys = [draft.own_key for draft in drafts if draft.own_key]
        seen: set[int] = set()
        for piece in known.pieces(set(keys)):
            seen.update(base_queryset(self.user, self.type).filter(pk__in=piece).values_list("pk", flat=True))
        found = []
        for draft in drafts:
            if not draft.own_key:
                found.append(Match())
            elif draft.own_key in seen:
                found.append(Match(draft.own_key, [draft.own_key]))
            else:
                found.append(
                    Match(
                        refusal=_("L’identifiant %s n’est pas celui d’une fiche que vous voyez.")
                        % draft.own_key
                    )
                )
        return found

    def _by_key(self, drafts: list[Draft]) -> list[Match]:
        field = self.fields[self.options.key]
        keys = [draft.values.get(field.name) for draft in drafts]
        seen = known.by_value(base_queryset(self.user, self.type), field, keys)
        single = is_unique(self.type, field)
        titles = {} if single else self._titles([pk for pks in seen.values() for pk in pks])
        found = []
        for draft, key in zip(drafts, keys, strict=True):
            pks = seen.get(key, []) if key not in (None, "") else []
            if single and pks:
                found.append(Match(pks[0], pks))
            else:
                found.append(self._by_name(draft, pks, titles, str(field.label)))
        return found

    def _titles(self, pks: list[int]) -> dict[int, str]:
        result = {}
        for pk, obj in known.objects(self.type, pks).items():
            result[pk] = sort_key(str(obj))
        return result

    def _by_name(self, draft: Draft, pks: list[int], titles: dict[int, str], label: str) -> Match:
        """A key that several may share counts only with the name; without a name it counts alone."""
        if not pks:
            return Match()
        name = self.name_of(draft)
        alike = [pk for pk in pks if not name or _words(titles[pk]) == _words(name)]
        if len(alike) == 1:
            return Match(alike[0], alike)
        return Match(None, pks, evidence=_("même valeur : %s") % label.lower())

    def name_of(self, draft: Draft) -> str:
        """The name the line gives, comparable; "" when it gives none."""
        named: list[str] = [name for name in ("first_name", "last_name") if name in self.fields]
        if not named:
            title = known.title_field(self.type)
            named = [title.name] if title is not None else []
        if not any(draft.values.get(name) for name in named):
            return ""
        model = self.type.model_class
        return sort_key(str(trying.put(self.fields, model(**self.type.base_filter), draft.values)))

    def named_alike(self, one: Draft, other: Draft) -> bool:
        first, second = self.name_of(one), self.name_of(other)
        return not first or not second or _words(first) == _words(second)

    def _refuse_taken(self, drafts: list[Draft], found: list[Match]) -> None:
        """A unique value held by another record is refused here rather than by the database."""
        for unique in self.unique:
            values = [draft.values.get(unique.name) for draft in drafts]
            if not any(values):
                continue
            taken = known.by_value(known.everything(self.type), unique, values)
            for match, value in zip(found, values, strict=True):
                holders = taken.get(value, []) if value else []
                if holders and match.pk not in holders and not match.refusal:
                    match.refusal = self._taken(unique, holders[0])

    def _taken(self, field: Any, pk: int) -> str:
        seen = base_queryset(self.user, self.type).filter(pk=pk).first()
        if seen is not None:
            return _("%(label)s : déjà porté par « %(name)s ».") % {"label": field.label, "name": seen}
        return _("%s : déjà porté par une fiche à laquelle vous n’avez pas accès.") % field.label


def _words(text: str) -> list[str]:
    return sorted(text.replace("\x01", " ").split())
