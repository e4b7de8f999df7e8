"""What to do with the rows: how a row is known to be a record already there, and what happens then."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from essaim.engines.exchange.mapping import Mapping
from essaim.engines.exchange.matching.targets import OWN_KEY, writable_fields
from essaim.engines.records.api import Field, Kind, RecordType

EXISTING = ("update", "complete", "skip")
NEW = ("create", "skip")
DOUBTFUL = ("", "create", "update", "skip")
BAD_VALUES = ("refuse", "phones", "drop")
KEY_KINDS = (Kind.TEXT, Kind.EMAIL, Kind.PHONE, Kind.INTEGER)
IDENTIFYING = ("siret", "rna", "ninea", "siren", "email", "reference", "number", "code")


@dataclass
class Options:
    """- `key`: field that tells a record is already there, "@id" for our own number, "" to create only.
    - `existing`: update it | complete its empty fields only | skip it. `new`: create | skip (updates only).
    - `doubtful`: what becomes of doubtful rows nobody decided ("": left aside).
    - `bad_values`: a value that is refused costs its whole row ("refuse"); a bad phone is only left out
      ("phones"); any optional value is ("drop"). What is left out is always told.
    - `erase`: empty cells empty the field.
    """

    key: str = ""
    existing: str = "update"
    new: str = "create"
    doubtful: str = ""
    bad_values: str = "phones"
    erase: bool = False

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Options:
        known = {item.name for item in fields(cls)}
        options = cls(**{name: value for name, value in data.items() if name in known})
        allowed = (
            ("existing", EXISTING), ("new", NEW), ("doubtful", DOUBTFUL), ("bad_values", BAD_VALUES),
        )  # fmt: skip
        for name, values in allowed:
            if getattr(options, name) not in values:
                setattr(options, name, getattr(cls, name))
        return options

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def key_fields(user: Any, record_type: RecordType, mapping: Mapping) -> list[Field]:
    """The fields a column of the file fills and that may serve as key, the most identifying first."""
    writable = writable_fields(user, record_type)
    present = [writable[name] for name in mapping.targets() if name in writable]
    found = [field for field in present if field.kind in KEY_KINDS and not field.custom]
    custom = [field for field in present if field.custom and field.kind in KEY_KINDS]
    rank = {name: index for index, name in enumerate(IDENTIFYING)}
    found.sort(key=lambda field: (not is_unique(record_type, field), rank.get(field.name, 50)))
    return found + custom


def is_unique(record_type: RecordType, field: Field) -> bool:
    if field.custom:
        return False
    return bool(getattr(record_type.model_class._meta.get_field(field.path), "unique", False))


def usual_key(user: Any, record_type: RecordType, mapping: Mapping) -> str:
    """Our own number when the file has it, else the best identifying field of the file, else none."""
    if OWN_KEY in mapping.targets():
        return OWN_KEY
    for field in key_fields(user, record_type, mapping):
        if is_unique(record_type, field) or field.name in IDENTIFYING:
            return field.name
    return ""
