"""What imports keep of a person: the lines of files, and what is needed to undo them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.directory.api import Person
from essaim.engines.privacy.api import Blocker, Erasing, PersonalPart, Section, parts

from .models import Export, ImportRow, ImportRun, ImportTrace

State = ImportRun.State


def rows_of(person: Person) -> QuerySet[ImportRow]:
    """The lines that became, or are to become, this person."""
    traced = Q()
    for run, line in traces_of(person).values_list("run", "line").distinct():
        traced |= Q(run=run, line=line)
    return ImportRow.objects.filter(Q(run__type="people", object_id=person.pk) | traced)


def traces_of(person: Person) -> QuerySet[ImportTrace]:
    return ImportTrace.objects.filter(model="directory.person", object_id=person.pk)


def export(person: Person) -> Iterable[Section]:
    rows = []
    for row in rows_of(person).select_related("run"):
        told = {
            heading: cell
            for heading, cell in zip(row.run.headings, row.cells, strict=False)
            if cell not in (None, "")
        }
        rows.append({_("Fichier"): row.run.file_name, _("Ligne"): row.line, _("Contenu"): told})
    yield Section(_("Lignes de fichiers importés"), rows)


def erase(erasing: Erasing) -> int:
    """Lines and traces are emptied; the file itself goes, and exports not fetched yet."""
    runs = set(rows_of(erasing.person).values_list("run", flat=True))
    runs |= set(traces_of(erasing.person).values_list("run", flat=True))
    count = rows_of(erasing.person).update(
        cells=[], values={}, differences={}, candidates=[], messages=[], label="", object_id=None
    )
    count += traces_of(erasing.person).delete()[0]
    for run in ImportRun.objects.filter(pk__in=runs).exclude(file=""):
        erasing.files.append(run.file)
        kept = {name: value for name, value in run.source.items() if name != "corrections"}
        ImportRun.objects.filter(pk=run.pk).update(file="", source=kept)
    for made in Export.objects.filter(state=Export.State.READY).exclude(file=""):
        erasing.files.append(made.file)
        Export.objects.filter(pk=made.pk).update(file="", state=Export.State.EXPIRED)
    return count


def blocks(user: Any, person: Person) -> Iterable[Blocker]:
    working = (State.PLANNING, State.WRITING, State.UNDOING)
    if rows_of(person).filter(run__state__in=working).exists():
        yield Blocker(_("Un import qui la concerne est en cours : attendez qu’il finisse."))


parts.declare(
    PersonalPart(
        "exchange", gettext_lazy("Imports et exports"), ("exchange.ImportRow", "exchange.ImportTrace"),
        export, erase, blocks, order=220,
    )
)  # fmt: skip
