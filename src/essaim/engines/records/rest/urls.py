"""/api/… : included by the addresses of records, once everything is declared."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from essaim.engines.records.declarations import RecordType, record_types
from essaim.engines.records.pages.api_docs import api_docs
from essaim.kit.access import api

from . import platform
from .routes import api_routes
from .views import RecordViewSet


def record_paths(record_type: RecordType) -> list[URLPattern]:
    name = record_type.name
    views: Any = type(
        f"{name.title().replace('-', '')}ViewSet", (RecordViewSet,), {"record_type": record_type}
    )
    many = api(views.as_view({"get": "list", "post": "create"}))
    one = api(views.as_view({"get": "retrieve", "patch": "partial_update", "delete": "destroy"}))
    return [
        path(f"v1/{name}/", many, name=f"api_{name}"),
        path(f"v1/{name}/<int:pk>/", one, name=f"api_{name}_one"),
    ]


urlpatterns = [
    path("", api_docs, name="api_docs"),
    path("schema/", platform.schema, name="api_schema"),
    path("v1/me/", platform.me, name="api_me"),
    path("v1/types/", platform.types, name="api_types"),
    path("v1/query-schema.json", platform.query_schema, name="api_query_schema"),
    *(path(f"v1/{route.path}", platform.route_view(route), name=f"api_{route.name}") for route in api_routes),
    *(pattern for record_type in record_types for pattern in record_paths(record_type)),
]
