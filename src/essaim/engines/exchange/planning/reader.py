"""A line of the file as cleaned values, with all that has to be said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from essaim.engines.exchange.mapping import Column, Mapping
from essaim.engines.exchange.matching.targets import Target, targets_for
from essaim.engines.exchange.values.cells import text_of
from essaim.engines.exchange.values.convert import UNKNOWN, Converter
from essaim.engines.exchange.values.splits import split
from essaim.engines.records.api import Field, Kind, RecordType, fields_for

from .options import OWN_KEY, Options


@dataclass
class Draft:
    """`related`: reference field → what the file says of the record it leads to. `own_key`: our number.

    `among`: reference field → the several records of that name, and the sentence to refuse them with.
    """

    line: int
    cells: list[Any]
    values: dict[str, Any] = field(default_factory=dict)
    related: dict[str, dict[str, Any]] = field(default_factory=dict)
    messages: list[dict[str, Any]] = field(default_factory=list)
    own_key: int | None = None
    failed: bool = False
    gathered: list[Draft] = field(default_factory=list)
    among: dict[str, tuple[list[int], str]] = field(default_factory=dict)

    def say(self, level: str, text: str, column: int | None = None) -> None:
        self.messages.append({"level": level, "column": column, "text": text})

    def refuse(self, text: str, column: int | None = None) -> None:
        self.say("error", text, column)
        self.failed = True


class RowReader:
    """Reads lines one by one; converters are made once and remember what they have seen."""

    def __init__(self, user: Any, record_type: RecordType, mapping: Mapping, options: Options) -> None:
        self.user = user
        self.type = record_type
        self.options = options
        self.mapping = mapping
        targets = targets_for(user, record_type)
        self.fields = fields_for(user, record_type)
        self.columns: list[tuple[int, Target | None, str]] = []
        self._converters: dict[Any, Converter] = {}
        for index, column in enumerate(mapping.columns):
            if column.target:
                self.columns.append((index, targets.get(column.target), column.target))
        self.columns.sort(key=lambda item: (item[2] != "country", item[0]))
        self.constants = self._read_constants()
        self.usual_country = str(self.constants.get("country") or self._usual_country())

    def _read_constants(self) -> dict[str, Any]:
        values = {}
        for name, text in self.mapping.constants.items():
            if name in self.fields and self.fields[name].editable and text:
                values[name] = self.converter(name, self.fields[name], Column()).convert(text).value
        return values

    def converter(self, key: Any, target: Field, column: Column) -> Converter:
        if key not in self._converters:
            owner = self.type
            if isinstance(key, tuple) and key[0] == "related":
                from essaim.engines.records.api import record_types

                owner = record_types.get(key[1])
            self._converters[key] = Converter(self.user, owner, target, column, self.mapping.day_first)
        return self._converters[key]

    def converters(self) -> list[Converter]:
        return list(self._converters.values())

    def read(self, line: int, cells: list[Any]) -> Draft:
        draft = Draft(line, cells)
        for index, target, code in self.columns:
            cell = cells[index] if index < len(cells) else None
            if code == OWN_KEY:
                self._own_key(draft, index, cell)
            elif target is None:
                continue
            elif cell is None:
                if self.options.erase and target.field is not None and target.through is None:
                    draft.values.setdefault(target.code, None)
            elif target.field is None:
                self._split(draft, index, target, cell)
            elif target.through is not None or target.field.kind == Kind.REFERENCE:
                self._related(draft, index, target, cell)
            else:
                self._own(draft, index, target.field, cell)
        self._finish(draft)
        return draft

    def _finish(self, draft: Draft) -> None:
        number = draft.values.pop("@street_number", None)
        street = draft.values.get("street")
        if number and street and not str(street).startswith(f"{number} "):
            draft.values["street"] = f"{number} {street}"
        for name, value in self.constants.items():
            draft.values.setdefault(name, value)

    def _own_key(self, draft: Draft, index: int, cell: Any) -> None:
        text = text_of(cell)
        if text.isascii() and text.isdigit() and len(text) < 19:
            draft.own_key = int(text)
        elif text:
            draft.refuse(_("« %s » n’est pas un identifiant d’Essaim.") % text[:40], index)

    def _country(self, draft: Draft) -> str:
        return str(draft.values.get("country") or self.usual_country)

    def _usual_country(self) -> str:
        if "country" not in self.fields:
            return ""
        country: Any = self.type.model_class._meta.get_field("country")
        default = country.get_default()
        return str(default or "")

    def _own(self, draft: Draft, index: int, target: Field, cell: Any) -> None:
        converter = self.converter((index, target.name), target, self.mapping.columns[index])
        try:
            found = converter.convert(cell, self._country(draft))
        except ValidationError as error:
            self._refused(draft, index, target, error)
            return
        if found.note:
            draft.say("repair" if found.repaired else "note", found.note, index)
        self._put(draft, target, found.value)

    def _put(self, draft: Draft, target: Field, value: Any) -> None:
        """Two columns for one field: lists add up, the first text wins, empty cells say nothing."""
        if value in (None, "", []):
            return
        known = draft.values.get(target.name)
        if known in (None, "", []):
            draft.values[target.name] = value
        elif isinstance(known, list):
            draft.values[target.name] = list(dict.fromkeys([*known, *value]))
        elif target.kind == Kind.LONG_TEXT:
            draft.values[target.name] = f"{known}\n{value}"

    def _refused(self, draft: Draft, index: int, target: Field, error: ValidationError) -> None:
        text = " ".join(error.messages)
        tolerant = self.options.bad_values == "drop" or (
            self.options.bad_values == "phones" and target.kind == Kind.PHONE
        )
        if tolerant and not target.required and target.name != self.options.key:
            draft.say("left", _("%s La valeur est laissée de côté.") % text, index)
        else:
            draft.refuse(text, index)
        if getattr(error, "code", "") == UNKNOWN:
            draft.messages[-1]["word"] = str((error.params or {})["word"])[:120]

    def _split(self, draft: Draft, index: int, target: Target, cell: Any) -> None:
        if target.code == "@street_number":
            draft.values["@street_number"] = text_of(cell)
            return
        for name, text in split(target.code, text_of(cell)).items():
            if text:
                self._own(draft, index, self.fields[name], text)

    def _related(self, draft: Draft, index: int, target: Target, cell: Any) -> None:
        """Kept as text until the batch is looked up: by SIRET, e-mail or name."""
        if target.through is None:
            assert target.field is not None
            draft.related.setdefault(target.field.name, {})["@title"] = text_of(cell)
            return
        assert target.field is not None
        key = ("related", target.through.target, index)
        try:
            found = self.converter(key, target.field, self.mapping.columns[index]).convert(
                cell, self._country(draft)
            )
        except ValidationError as error:
            self._refused(draft, index, target.field, error)
            return
        if found.note:
            draft.say("repair" if found.repaired else "note", found.note, index)
        if found.value not in (None, ""):
            draft.related.setdefault(target.through.name, {})[target.field.name] = found.value
