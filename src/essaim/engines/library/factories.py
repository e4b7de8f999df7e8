"""Invented documents, with real files when asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from .actions.publishing import do_add_version
from .actions.uploading import receive_whole
from .audience import normal, write_lines
from .models import Collection, Document


class CollectionFactory(DjangoModelFactory):
    class Meta:
        model = Collection

    name = factory.Sequence(lambda n: f"Collection {n}")


class DocumentFactory(DjangoModelFactory):
    """`networks`: a list; `audience`: an expression, nobody by default."""

    class Meta:
        model = Document
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Document {n}")

    @factory.post_generation
    def networks(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        self.networks.set(extracted or [])  # type: ignore[attr-defined]

    @factory.post_generation
    def lines(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        self.audience = normal(self.audience)  # type: ignore[attr-defined,has-type]
        self.save()  # type: ignore[attr-defined]
        write_lines(self)  # type: ignore[arg-type]


def give_file(
    document: Document, actor: Any, name: str, content: bytes | Path, comment: str = ""
) -> Document:
    """A file of the document, as if `actor` had sent it."""
    data = content.read_bytes() if isinstance(content, Path) else content
    upload = receive_whole(actor=actor, file=ContentFile(data, name))
    if upload.state != upload.State.READY:
        raise ValueError(upload.message)
    return do_add_version(actor=actor, document=document, upload=upload, comment=comment)
