"""What other engines and modules may use of records."""

from __future__ import annotations

from .actions import (
    StaleRecord,
    StillInUse,
    change,
    create,
    delete,
    generic_change,
    generic_create,
    generic_delete,
    lock,
    write_value,
)
from .catalogue import all_fields, fields_for
from .counting import exact_count
from .declarations import (
    BulkAction,
    Field,
    Panel,
    RecordType,
    bulk_actions,
    declare,
    panels,
    record_types,
    type_of,
    type_of_slug,
)
from .kinds import Kind
from .models import Record
from .query.compiler import Compiler, base_queryset, compile_query
from .query.errors import QueryError
from .query.schema import SCHEMA, Query
from .reading import address_of, find, record_or_404, record_type_or_404, title_of, titles
from .rows import Ref, Row, columns_of, read_rows, stream_rows, text_of

__all__ = [
    "SCHEMA",
    "BulkAction",
    "Compiler",
    "Field",
    "Kind",
    "Panel",
    "Query",
    "QueryError",
    "Record",
    "RecordType",
    "Ref",
    "Row",
    "StaleRecord",
    "StillInUse",
    "address_of",
    "all_fields",
    "base_queryset",
    "bulk_actions",
    "change",
    "columns_of",
    "compile_query",
    "create",
    "declare",
    "delete",
    "exact_count",
    "fields_for",
    "find",
    "generic_change",
    "generic_create",
    "generic_delete",
    "lock",
    "panels",
    "read_rows",
    "record_or_404",
    "record_type_or_404",
    "record_types",
    "stream_rows",
    "text_of",
    "title_of",
    "titles",
    "type_of",
    "type_of_slug",
    "write_value",
]
