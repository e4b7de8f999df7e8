"""Two people changed the same record: both versions, field by field."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db import models

from .declarations import Field, RecordType, record_types
from .forms.record_form import RecordForm, same
from .kinds import Kind
from .reading import titles
from .rows import Ref, link_labels, text_of
from .values import plain, raw_value


@dataclass(frozen=True)
class Difference:
    """One field whose two versions differ. `side`: "mine" or "theirs" when only that side changed it
    since the form was opened, "" when both did: somebody must choose.
    """

    name: str
    label: str
    mine: str
    theirs: str
    side: str

    @property
    def both(self) -> bool:
        return not self.side


def base_of(form: RecordForm) -> str:
    """What the form's values were when it was opened, to travel with it."""
    assert form.obj is not None
    return json.dumps({name: plain(raw_value(field, form.obj)) for name, field in form.record_fields.items()})


def read_base(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def differences(form: RecordForm, base: dict[str, Any]) -> list[Difference]:
    """The fields in which a valid form differs from the record as it stands now."""
    assert form.obj is not None
    found = []
    for name, mine in form.all_values().items():
        field = form.record_fields[name]
        theirs = raw_value(field, form.obj)
        if same(field, mine, theirs):
            continue
        found.append(
            Difference(
                name,
                str(field.label),
                readable(form.user, form.type, field, mine),
                readable(form.user, form.type, field, theirs),
                _side(base.get(name, ...), plain(mine), plain(theirs)),
            )
        )
    return found


def _side(base: Any, mine: Any, theirs: Any) -> str:
    if base == mine:
        return "theirs"
    return "mine" if base == theirs else ""


def readable(user: Any, record_type: RecordType, field: Field, raw: Any) -> str:
    """A raw value in words; the reader's rights hide what a reference leads to."""
    if raw in (None, "", []):
        return ""
    if field.kind == Kind.REFERENCE:
        return titles(user, record_types.get(field.target), [raw]).get(raw, "")
    if field.kind == Kind.LINK:
        return link_labels(record_type, field, [raw]).get(raw, "")
    if field.kind == Kind.TAGS:
        labels = link_labels(record_type, field, raw)
        return text_of(field, [Ref(key, labels[key]) for key in raw if key in labels])
    return text_of(field, raw)


def who_and_when(obj: models.Model) -> tuple[str, Any]:
    author = getattr(obj, "changed_by", None)
    return (str(author) if author else ""), obj.changed_at  # type: ignore[attr-defined]
