"""Lists of ours as a file may name them: by code, by name, by description, accents and case aside."""

from __future__ import annotations

from typing import Any

from essaim.engines.records.api import Field, Kind, RecordType
from essaim.kit.text import fold

TITLES = {
    "civility": {"mme": "mme", "madame": "mme", "mlle": "mme", "mademoiselle": "mme", "m": "m", "mr": "m",
                 "monsieur": "m", "m.": "m", "docteur": "dr", "professeur": "pr", "maitre": "me"},
    "sex": {"femme": "f", "feminin": "f", "h": "m", "homme": "m", "masculin": "m", "woman": "f", "man": "m",
            "fille": "f", "garcon": "m", "female": "f", "male": "m"},
    "country": {"france metropolitaine": "FR", "fra": "FR", "senegal": "SN", "sen": "SN"},
}  # fmt: skip


class Choices:
    """The values a CHOICE, CHOICES, LINK or TAGS field takes, by every word that may name them."""

    def __init__(
        self, field: Field, names: dict[str, Any], labels: dict[Any, str], model: Any = None
    ) -> None:
        self.field = field
        self.labels = labels
        self.model = model
        self.has_twins = len({fold(label) for label in labels.values()}) < len(labels)
        self._names = names

    @classmethod
    def of(cls, user: Any, record_type: RecordType, field: Field) -> Choices:
        if field.kind in (Kind.CHOICE, Kind.CHOICES):
            return cls._from_pairs(field)
        if field.options is not None:
            return cls._from_rows(field, field.options(user))
        return cls(field, {}, {})

    @classmethod
    def _from_pairs(cls, field: Field) -> Choices:
        names: dict[str, Any] = {}
        labels = {}
        for code, label in field.choice_pairs():
            labels[code] = str(label)
            names.setdefault(fold(str(code)), code)
            names[fold(str(label))] = code
        for word, code in TITLES.get(field.name, {}).items():
            if code in labels:
                names.setdefault(word, code)
        return cls(field, names, labels)

    @classmethod
    def _from_rows(cls, field: Field, rows: Any) -> Choices:
        names: dict[str, Any] = {}
        labels = {}
        for item in rows:
            labels[item.pk] = str(item)
            for attribute in ("code", "email", "description", "short_name", "name"):
                if word := fold(str(getattr(item, attribute, "") or "")):
                    names.setdefault(word, item.pk)
            names[fold(str(item))] = item.pk
        return cls(field, names, labels, rows.model)

    def __contains__(self, text: object) -> bool:
        return fold(str(text)) in self._names

    def find(self, text: str) -> Any:
        """The code or key that `text` names, or None."""
        return self._names.get(fold(text))

    def add(self, text: str, value: Any) -> None:
        self._names[fold(text)] = value
        self.labels.setdefault(value, text)

    def near(self, text: str, limit: int = 3, least: int = 55) -> list[str]:
        """The labels most like `text`, to propose."""
        from rapidfuzz import fuzz, process

        found = process.extract(
            fold(text), list(self._names), scorer=fuzz.ratio, limit=limit * 2, score_cutoff=least
        )
        return list(dict.fromkeys(self.labels[self._names[name]] for name, _score, _index in found))[:limit]
