"""Reads of records' own tables and of chosen records."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404

from .declarations import Field, RecordType
from .models import BulkJob
from .query.compiler import base_queryset
from .rows import read_rows


def job_of(user: Any, record_type: RecordType, pk: int) -> BulkJob:
    """A job of the user's own, or 404."""
    found = BulkJob.objects.filter(pk=pk, user_id=user.pk, type=record_type.name).first()
    if found is None:
        raise Http404
    return found


def records_by_key(user: Any, record_type: RecordType, keys: list[int]) -> list[models.Model]:
    return list(base_queryset(user, record_type).filter(pk__in=keys))


def values_of(user: Any, record_type: RecordType, obj: models.Model, fields: list[Field]) -> list[Any]:
    """The values of one record the caller has already found within reach, as in `rows.Row`."""
    rows = read_rows(user, record_type, fields, record_type.model_class._base_manager.filter(pk=obj.pk))
    return rows[0].values if rows else [None] * len(fields)
