"""Model fields whose database form depends on the vendor, and only that."""

from __future__ import annotations

from typing import Any

from django.db import models


class SortKeyField(models.CharField):
    """A column ordered byte by byte on every database.

    SQLite compares bytes already; PostgreSQL would follow the cluster's language, and the two
    would list people in different orders.
    """

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
