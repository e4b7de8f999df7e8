"""Files of an answer. They are written with it, and taken back from the storage if it fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from essaim.engines.forms.definition.parts import Definition
from essaim.engines.forms.files import MOST, examine, forget, shown_name, store
from essaim.engines.forms.models import Attachment, Voice

PENDING = "+"


@dataclass
class Uploads:
    """Files sent with a page, by question."""

    by_question: dict[str, list[Any]] = field(default_factory=dict)
    stored: list[str] = field(default_factory=list)

    def announce(self, values: dict[str, Any]) -> None:
        """Lets the checks count the files that are about to be attached."""
        for key, files in self.by_question.items():
            values[key] = [*_ids(values.get(key)), *(PENDING for _file in files)]

    def withdraw(self, values: dict[str, Any]) -> None:
        for key in self.by_question:
            values[key] = [item for item in _ids(values.get(key)) if item != PENDING]

    def put(self, voice: Voice, values: dict[str, Any]) -> None:
        for key, files in self.by_question.items():
            known = _ids(values.get(key))
            if len(known) + len(files) > MOST:
                raise ValidationError(_("Cinq fichiers au plus par question."))
            values[key] = [*known, *(self._one(voice, key, file) for file in files)]

    def _one(self, voice: Voice, question: str, upload: Any) -> str:
        kind = examine(upload)
        stored = store(upload)
        self.stored.append(stored)
        made = Attachment.objects.create(
            voice=voice,
            question=question,
            name=shown_name(upload.name),
            kind=kind,
            size=upload.size,
            stored=stored,
        )
        return str(made.pk)


def _ids(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


@contextmanager
def attach_all(uploads: Uploads | None) -> Iterator[Uploads]:
    uploads = uploads or Uploads()
    try:
        yield uploads
    except BaseException:
        for stored in uploads.stored:
            forget(stored)
        raise


def kept_only(voice: Voice, definition: Definition, values: dict[str, Any]) -> None:
    """Of the files named in the answer, those of this voice and question; the others of this voice go."""
    keys = [question.key for question in definition.questions() if question.type == "file"]
    if not keys:
        return
    own = {(str(item.pk), item.question): item for item in voice.attachments.all()}
    for key in keys:
        kept = [pk for pk in _ids(values.get(key)) if (pk, key) in own]
        values.pop(key, None)
        if kept:
            values[key] = kept
    named = {pk for key in keys for pk in values.get(key, ())}
    for (pk, _question), item in own.items():
        if pk not in named:
            stored = item.stored
            item.delete()
            transaction.on_commit(lambda stored=stored: forget(stored))  # type: ignore[misc]
