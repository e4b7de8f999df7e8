"""Substring search on one folded column, quick on every database.

`FilterTextField` is a text column holding folded text (`kit.text.fold`). The lookup
`column__holds="dup mar"` keeps the rows whose column contains every word. After each migration an
index is made for every such column: trigram GIN on PostgreSQL (when the extension can be had),
FTS5 trigram kept in step by triggers on SQLite.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models, transaction
from django.db.models.lookups import Lookup
from django.db.models.signals import post_migrate

from .text import fold

SHORTEST = 3


class FilterTextField(models.TextField):
    """Folded text the instant filter looks into; written by the model, never by a person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        kwargs.setdefault("editable", False)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


@FilterTextField.register_lookup
class Holds(Lookup):
    """Every word of the text stands somewhere in the column."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        parts, params = [], []
        for word in fold(str(self.rhs)).split() or [""]:
            escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            parts.append(f"{lhs} LIKE %s ESCAPE '\\'")
            params += [*lhs_params, f"%{escaped}%"]
        return "(" + " AND ".join(parts) + ")", params

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        words = fold(str(self.rhs)).split()
        if not words or any(len(word) < SHORTEST for word in words) or not hasattr(self.lhs, "target"):
            return self.as_sql(compiler, connection)
        model = self.lhs.target.model
        quote = connection.ops.quote_name
        index = quote(_index_name(model, self.lhs.target))
        key = f"{quote(self.lhs.alias)}.{quote(model._meta.pk.column)}"
        match = " AND ".join('"' + word.replace('"', '""') + '"' for word in words)
        return f"{key} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)", [match]  # noqa: S608  names of our own tables, quoted


@FilterTextField.register_lookup
class Scans(Holds):
    """As `holds`, without its index: quicker for the first rows, in an order an index serves, of a text
    that many rows contain.
    """

    lookup_name = "scans"

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return self.as_sql(compiler, connection)


def _index_name(model: type[models.Model], field: models.Field) -> str:
    return f"{model._meta.db_table}_{field.column}_tri"


def install() -> None:
    post_migrate.connect(_after_migrate, dispatch_uid="essaim_textindex")


def _after_migrate(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    models_of_app = sender.get_models() if hasattr(sender, "get_models") else []
    for model in models_of_app:
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FilterTextField):
                ensure_index(model, field, using)


def ensure_all(using: str = DEFAULT_DB_ALIAS) -> None:
    for config in apps.get_app_configs():
        _after_migrate(config, using)


def ensure_index(model: type[models.Model], field: models.Field, using: str = DEFAULT_DB_ALIAS) -> None:
    connection = connections[using]
    if model._meta.db_table not in connection.introspection.table_names():
        return
    if connection.vendor == "sqlite":
        _ensure_sqlite(connection, model, field)
    elif connection.vendor == "postgresql":
        _ensure_postgresql(connection, model, field)


def _ensure_sqlite(connection: Any, model: type[models.Model], field: models.Field) -> None:
    quote = connection.ops.quote_name
    name = _index_name(model, field)
    index, table, column = quote(name), quote(model._meta.db_table), quote(field.column)
    key = quote(model._meta.pk.column)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE %s", [f"{name}%"])
        known = {row[0] for row in cursor.fetchall()}
        if {f"{name}_ins", f"{name}_upd", f"{name}_del", name} <= known:
            return
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5("
            f"{column}, content={table}, content_rowid={key}, tokenize='trigram')"
        )
        remove = f"INSERT INTO {index}({index}, rowid, {column}) VALUES ('delete', old.{key}, old.{column});"  # noqa: S608
        add = f"INSERT INTO {index}(rowid, {column}) VALUES (new.{key}, new.{column});"  # noqa: S608
        for suffix, event, body in (
            ("ins", "INSERT", add),
            ("del", "DELETE", remove),
            ("upd", f"UPDATE OF {column}", remove + add),
        ):
            cursor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {quote(f'{name}_{suffix}')} AFTER {event} ON {table} "
                f"BEGIN {body} END"
            )
        cursor.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")  # noqa: S608


def _ensure_postgresql(connection: Any, model: type[models.Model], field: models.Field) -> None:
    """Without the right to create the extension the product works, only slower: `essaim check` says so."""
    name = _index_name(model, field)[:60]
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(
                f'CREATE INDEX IF NOT EXISTS "{name}" ON "{model._meta.db_table}" '
                f'USING gin ("{field.column}" gin_trgm_ops)'
            )
    except DatabaseError:
        return
