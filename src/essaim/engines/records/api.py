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
from .addresses import ListAddress, compact, read_address
from .catalogue import all_fields, fields_for
from .counting import exact_count
from .custom_fields.actions import do_add_field as add_custom_field
from .declarations import (
    AddedField,
    BulkAction,
    Field,
    Panel,
    RecordType,
    added_fields,
    bulk_actions,
    declare,
    panels,
    record_types,
    type_of,
    type_of_slug,
)
from .filtering.editor import FilterEditor, options_of
from .filtering.phrases import Phrases
from .grouping.answers import Missing
from .grouping.dimensions import Item, groupable_fields
from .grouping.tables import Table, tabulate
from .kinds import Kind
from .models import Record
from .query import periods
from .query.compiler import Compiler, base_queryset, compile_query
from .query.errors import QueryError
from .query.schema import SCHEMA, Query
from .reading import address_of, find, record_or_404, record_type_or_404, title_of, titles
from .rest.routes import ApiRoute, api_routes
from .rows import Ref, Row, columns_of, read_rows, stream_rows, text_of
from .slots import CreationCheck, Likeness, ListLink, RecordLink, creation_checks, list_links, record_links
from .view_actions import do_save_view, may_share_with
from .views import open_view, visible_views
from .webhooks.events import forget_webhook_bodies
from .wording import counted, lowered

__all__ = [
    "SCHEMA",
    "AddedField",
    "ApiRoute",
    "BulkAction",
    "Compiler",
    "CreationCheck",
    "Field",
    "FilterEditor",
    "Item",
    "Kind",
    "Likeness",
    "ListAddress",
    "ListLink",
    "Missing",
    "Panel",
    "Phrases",
    "Query",
    "QueryError",
    "Record",
    "RecordLink",
    "RecordType",
    "Ref",
    "Row",
    "StaleRecord",
    "StillInUse",
    "Table",
    "add_custom_field",
    "added_fields",
    "address_of",
    "all_fields",
    "api_routes",
    "base_queryset",
    "bulk_actions",
    "change",
    "columns_of",
    "compact",
    "compile_query",
    "counted",
    "create",
    "creation_checks",
    "declare",
    "delete",
    "do_save_view",
    "exact_count",
    "fields_for",
    "find",
    "forget_webhook_bodies",
    "generic_change",
    "generic_create",
    "generic_delete",
    "groupable_fields",
    "list_links",
    "lock",
    "lowered",
    "may_share_with",
    "open_view",
    "options_of",
    "panels",
    "periods",
    "read_address",
    "read_rows",
    "record_links",
    "record_or_404",
    "record_type_or_404",
    "record_types",
    "stream_rows",
    "tabulate",
    "text_of",
    "title_of",
    "titles",
    "type_of",
    "type_of_slug",
    "visible_views",
    "write_value",
]
