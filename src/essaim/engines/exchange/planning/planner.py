"""The trial: what would become of each line, without writing anything but the plan itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from essaim.engines.exchange.mapping import Mapping
from essaim.engines.exchange.models import ImportRow
from essaim.engines.exchange.values.cells import storable, text_of
from essaim.engines.exchange.values.codec import encode_all
from essaim.engines.exchange.writing.inserting import Mould
from essaim.engines.records.api import RecordType, all_fields
from essaim.engines.rights.api import can
from essaim.kit.text import fold

from . import known, trying
from .doubts import Doubts
from .gather import gathered, repeated
from .matches import Match, Matches
from .options import OWN_KEY, Options, is_unique
from .reader import Draft, RowReader
from .references import References

CHUNK = 500
Lines = Callable[[], Iterable[tuple[int, list[Any]]]]
Fate = ImportRow.Fate


class Planner:
    """One import's trial. `plan(lines)` reads the lines twice: once for repeated keys, once for all."""

    def __init__(self, user: Any, record_type: RecordType, mapping: Mapping, options: Options) -> None:
        self.user = user
        self.type = record_type
        self.options = options
        self.mapping = mapping
        self.fields = all_fields(record_type)
        self.reader = RowReader(user, record_type, mapping, options)
        self.references = References(user, record_type)
        self.matches = Matches(user, record_type, options)
        self.doubts = Doubts(user, record_type)
        self.mould = Mould(record_type.model_class, **record_type.base_filter)
        self.row_mould = Mould(ImportRow)
        self.may_create = can(user, "create", record_type.resource)
        self.may_change = can(user, "change", record_type.resource)

    def plan(self, lines: Lines, told: Callable[[int], None]) -> Iterator[list[ImportRow]]:
        """Batches of unsaved rows, in constant memory but for lines waiting for their likes.

        `told` is given the number of lines before the first batch.
        """
        counts, total = repeated(self._key_of_cells(cells) for _line, cells in lines())
        told(total)
        drafts = (self.reader.read(line, cells) for line, cells in lines())
        ready = gathered(drafts, self._key_of, counts, self.fields, self._same) if counts else iter(drafts)
        while batch := list(islice(ready, CHUNK)):
            yield self.batch(batch)

    def _key_columns(self) -> list[int]:
        return [index for index, _target, code in self.reader.columns if code == self.options.key]

    def _key_of_cells(self, cells: list[Any]) -> Hashable | None:
        """The key of a line, read as cheaply as can be."""
        if not self.options.key:
            return None
        for index in self._key_columns():
            cell = cells[index] if index < len(cells) else None
            if cell is None:
                continue
            if self.options.key == OWN_KEY:
                return text_of(cell)
            field = self.fields[self.options.key]
            try:
                return (
                    self.reader.converter((index, field.name), field, self.mapping.columns[index])
                    .convert(cell)
                    .value
                )
            except ValidationError:
                return None
        return None

    def _key_of(self, draft: Draft) -> Hashable | None:
        if self.options.key == OWN_KEY:
            return str(draft.own_key) if draft.own_key else None
        return draft.values.get(self.options.key)

    def _same(self, one: Draft, other: Draft) -> bool:
        """An e-mail may be shared by two people; a SIRET is one body's only."""
        if self.options.key == OWN_KEY or is_unique(self.type, self.fields[self.options.key]):
            return True
        return self.matches.named_alike(one, other)

    def batch(self, drafts: list[Draft]) -> list[ImportRow]:
        """The rows of a batch of drafts, with their fates."""
        alive = [draft for draft in drafts if not draft.failed]
        self.references.resolve(alive)
        alive = [draft for draft in alive if not draft.failed]
        found = self.matches.of(alive)
        objects = known.objects(
            self.type,
            [pk for match in found for pk in match.pks],
            [self.fields[name] for name in self._written(alive)],
        )
        changeable = known.changeable(self.user, self.type, objects) if self.may_change else set()
        rows = {
            draft.line: self._row(draft, match, objects, changeable)
            for draft, match in zip(alive, found, strict=True)
        }
        fresh = [(rows[draft.line], draft) for draft in alive if rows[draft.line].fate == Fate.CREATE]
        self.doubts.look_at(fresh)
        result = []
        for draft in drafts:
            row = rows.get(draft.line) or self._blank(draft, Fate.ERROR)
            result.append(row)
            result += [self._gathered(other, row) for other in draft.gathered]
        return result

    def _written(self, drafts: list[Draft]) -> set[str]:
        return {name for draft in drafts for name in draft.values if name in self.fields}

    def _row(self, draft: Draft, match: Match, objects: dict[int, Any], changeable: set[int]) -> ImportRow:
        if match.refusal:
            draft.refuse(match.refusal)
            return self._blank(draft, Fate.ERROR)
        if match.pk is not None:
            return self._existing(draft, objects[match.pk], match.pk in changeable)
        if match.pks:
            row = self._fresh(draft)
            row.fate = Fate.DOUBTFUL if row.fate == Fate.CREATE else row.fate
            row.candidates = [
                {"id": pk, "label": str(objects[pk])[:120], "score": 0.9, "evidence": [match.evidence]}
                for pk in match.pks[:5]
            ]
            return row
        return self._fresh(draft)

    def _fresh(self, draft: Draft) -> ImportRow:
        if self.options.new == "skip":
            draft.say("note", _("Aucune fiche à mettre à jour."))
            return self._blank(draft, Fate.SKIPPED)
        if not self.may_create:
            draft.refuse(_("Votre profil ne permet pas de créer cette fiche."))
            return self._blank(draft, Fate.ERROR)
        for _keys, text in draft.among.values():
            draft.refuse(text)
        obj = trying.put(self.fields, self.mould.cast(), draft.values)
        for text in trying.faults(self.fields, obj, draft.values):
            draft.refuse(text)
        row = self._blank(draft, Fate.ERROR if draft.failed else Fate.CREATE)
        row.label = str(obj)[:200]
        row.tried = obj  # type: ignore[attr-defined]
        return row

    def _existing(self, draft: Draft, obj: Any, may_change: bool) -> ImportRow:
        row = self._blank(draft, Fate.UNCHANGED)
        row.object_id, row.label = obj.pk, str(obj)[:200]
        if self.options.existing == "skip":
            row.fate = Fate.SKIPPED
            draft.say("note", _("Cette fiche existe déjà."))
            return row
        for name, (keys, text) in draft.among.items():
            if trying.current(obj, self.fields[name]) not in keys:
                draft.refuse(text)
        if draft.failed:
            row.fate = Fate.ERROR
            return row
        values = trying.wanted(self.fields, obj, self._with_held_twins(obj, draft.values), self.options)
        changed = trying.altered(self.fields, obj, values)
        changes = trying.differences(self.fields, obj, changed, values)
        if not changes:
            return row
        row.fate = Fate.UPDATE
        row.differences = trying.readable(self.fields, obj, changes, self._labels())
        if not may_change:
            draft.refuse(_("Vous ne pouvez pas modifier cette fiche."))
            row.fate = Fate.ERROR
        try:
            changed.clean()
        except ValidationError as error:
            for text in error.messages:
                draft.refuse(text)
            row.fate = Fate.ERROR
        return row

    def _with_held_twins(self, obj: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Where two rows of a list read alike, the one the record already has is the one meant."""
        settled = dict(values)
        for converter in self.reader.converters():
            field, choices = converter.field, converter.choices
            if choices is None or not choices.has_twins or not values.get(field.name):
                continue
            held = trying.current(obj, field)
            held = held if isinstance(held, list) else [held]
            known = {fold(choices.labels[key]): key for key in held if key in choices.labels}
            value = values[field.name]
            if isinstance(value, list):
                settled[field.name] = [known.get(fold(choices.labels.get(item, "")), item) for item in value]
            else:
                settled[field.name] = known.get(fold(choices.labels.get(value, "")), value)
        return settled

    def _labels(self) -> dict[str, dict[Any, str]]:
        return {
            converter.field.name: converter.choices.labels
            for converter in self.reader.converters()
            if converter.choices is not None
        }

    def _blank(self, draft: Draft, fate: str) -> ImportRow:
        """`messages` is shared with the draft: what is said later shows in the row."""
        cells = [storable(cell) for cell in draft.cells]
        label = next((text_of(cell) for cell in cells if cell not in (None, "")), "")
        values = dict(draft.values)
        if draft.own_key:
            values[OWN_KEY] = draft.own_key
        row: ImportRow = self.row_mould.cast()
        row.line, row.fate, row.label = draft.line, fate, label[:200]
        row.cells, row.values, row.messages = cells, encode_all(values), draft.messages
        row.candidates, row.differences = [], {}
        return row

    def _gathered(self, draft: Draft, row: ImportRow) -> ImportRow:
        gathered_row = self._blank(draft, Fate.ERROR if draft.failed else Fate.GATHERED)
        gathered_row.into, gathered_row.label = row.line, row.label
        gathered_row.values = {}
        return gathered_row
