"""`field__folded__contains=fold("Thiès")`: accents and case ignored, alike on every database."""

from __future__ import annotations

from typing import Any

from django.db.backends.signals import connection_created
from django.db.models import CharField, TextField, Transform

from .text import fold

_ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŸ"
_PLAIN = "aaaaaaceeeeiiiinooooouuuuyyaaaaaaceeeeiiiinooooouuuuyy"


class Folded(Transform):
    lookup_name = "folded"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        sql, params = compiler.compile(self.lhs)
        return f"essaim_fold({sql})", params

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **extra: Any) -> tuple[str, Any]:
        sql, params = compiler.compile(self.lhs)
        opened = f"replace(replace(replace({sql}, 'œ', 'oe'), 'Œ', 'oe'), '’', '''')"
        return f"lower(translate({opened}, '{_ACCENTED}', '{_PLAIN}'))", params


def _give_fold(sender: Any, connection: Any, **kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            "essaim_fold", 1, lambda value: None if value is None else fold(str(value)), deterministic=True
        )


def install() -> None:
    CharField.register_lookup(Folded)
    TextField.register_lookup(Folded)
    connection_created.connect(_give_fold, dispatch_uid="essaim_fold")
