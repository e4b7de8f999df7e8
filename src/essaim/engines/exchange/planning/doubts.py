"""New rows that look like a record already there, or like another line of the same file."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.exchange.models import ImportRow
from essaim.engines.records.api import RecordType
from essaim.kit.likeness import finder_for
from essaim.kit.text import sort_key

from .reader import Draft

SHARED = ("email", "phone", "mobile", "birth_date")


class Doubts:
    def __init__(self, user: Any, record_type: RecordType) -> None:
        self.user = user
        self.finder = finder_for(record_type.name)
        self._seen: dict[int, int] = {}  # what was seen → line × 2, and 1 when the line has a SIRET

    def look_at(self, fresh: list[tuple[ImportRow, Draft]]) -> None:
        """Marks as doubtful the rows to be created that have lookalikes."""
        if self.finder is None or not fresh:
            return
        answers = self.finder.find(self.user, [self._described(row, draft) for row, draft in fresh])
        for (row, draft), lookalikes in zip(fresh, answers, strict=True):
            row.candidates = [
                {
                    "id": item.pk,
                    "label": item.label,
                    "score": round(item.score, 2),
                    "evidence": list(item.evidence),
                }
                for item in lookalikes
            ]
            if not row.candidates:
                row.candidates = self._in_file(row, draft)
            if row.candidates:
                row.fate = ImportRow.Fate.DOUBTFUL

    def _described(self, row: ImportRow, draft: Draft) -> dict[str, Any]:
        """The values as the record would hold them: its town in order, its country known."""
        obj = getattr(row, "tried", None)
        city = getattr(obj, "city", None)
        return {**draft.values, **({"city": city} if city else {})}

    def _in_file(self, row: ImportRow, draft: Draft) -> list[dict[str, Any]]:
        """The earlier line of the same name that shares a way to be reached or a birth date."""
        name = sort_key(row.label)
        siret = str(draft.values.get("siret") or "")
        found: list[dict[str, Any]] = []
        for field in SHARED:
            value = draft.values.get(field)
            if not value:
                continue
            key = hash((name, str(value)))
            line, other = divmod(self._seen.setdefault(key, row.line << 1 | bool(siret)), 2)
            if line != row.line and not found and not (siret and other):
                found = [
                    {
                        "line": line,
                        "label": row.label,
                        "score": 0.9,
                        "evidence": [_("même nom et même coordonnée à la ligne %s du fichier") % line],
                    }
                ]
        return found
