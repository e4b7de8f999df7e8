"""Documents attached to a person: those that are theirs alone go with them, the others lose the link."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.directory.api import Person
from essaim.engines.privacy.api import Erasing, PersonalPart, Section, parts, records_of, section_of

from .actions.documents import files_of, remove_unused
from .models import Attachment, Document, Version


def attachments_of(person: Person) -> QuerySet[Attachment]:
    concerned = Q()
    for name, pk in records_of(person):
        concerned |= Q(record_type=name, record_id=pk)
    return Attachment.objects.filter(concerned)


def own_documents(person: Person) -> list[Document]:
    """Those kept with the record, in no collection, and attached to nobody else."""
    mine = attachments_of(person)
    rows = Document._base_manager.filter(pk__in=mine.values("document"), with_record=True, collection=None)
    others = Attachment.objects.exclude(pk__in=mine.values("pk")).values("document")
    return list(rows.exclude(pk__in=others))


def export(person: Person) -> Iterable[Section]:
    documents = Document._base_manager.filter(pk__in=attachments_of(person).values("document"))
    section = section_of(
        _("Documents joints à votre fiche"), documents, ("title", "description", "link", "file_name")
    )
    own = own_documents(person)
    for version in Version.objects.filter(document__in=own):
        section.files.append(
            (f"document-{version.document_id}-{version.number}-{version.file_name}", version.file)
        )
    yield section


def erase(erasing: Erasing) -> int:
    own = own_documents(erasing.person)
    count = attachments_of(erasing.person).count()
    names = [name for document in own for name in files_of(document)]
    erasing.forget([*own, *attachments_of(erasing.person)])
    attachments_of(erasing.person).delete()
    for document in own:
        erasing.take(document)
    transaction.on_commit(lambda: remove_unused(names))
    return count


parts.declare(
    PersonalPart(
        "library", gettext_lazy("Documents joints"), ("library.Attachment",), export, erase, order=205
    )
)
