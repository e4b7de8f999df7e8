"""Reads: one's own imports and exports; administrators see everybody's."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from essaim.engines.records.api import RecordType, record_types
from essaim.engines.rights.api import can, rights_of

from .models import Export, ImportMapping, ImportRow, ImportRun


def runs_for(user: Any) -> QuerySet[ImportRun]:
    """The imports a person may open."""
    runs = ImportRun.objects.select_related("created_by", "undone_by").filter(type__in=record_types.names())
    return runs if rights_of(user).administrator else runs.filter(created_by=user)


def run_or_404(user: Any, pk: int) -> ImportRun:
    found = runs_for(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def row_or_404(run: ImportRun, line: int) -> ImportRow:
    found = run.rows.filter(line=line).first()
    if found is None:
        raise Http404
    return found


def exports_for(user: Any) -> QuerySet[Export]:
    return Export.objects.filter(created_by=user)


def export_or_404(user: Any, pk: int) -> Export:
    """Somebody's own export only: a list once taken out is nobody else's to fetch."""
    found = exports_for(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def mappings_for(user: Any, type_name: str) -> QuerySet[ImportMapping]:
    return ImportMapping.objects.filter(created_by=user, type=type_name)


def importable(user: Any) -> list[RecordType]:
    """The record types a person may bring a file into."""
    return [
        item
        for item in record_types
        if item.importable and (can(user, "create", item.resource) or can(user, "change", item.resource))
    ]
