"""What the API says of itself: who calls, which record types, the shape of queries, its OpenAPI schema."""

from __future__ import annotations

from typing import Any

from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from essaim.engines.records.models import ApiToken
from essaim.engines.records.query.schema import SCHEMA
from essaim.kit.access import api

from .describing import describe_type, visible_types
from .routes import ApiRoute
from .views import ApiView

TAG = ["Plateforme"]


class MeView(ApiView):
    serializer_class = serializers.Serializer

    @extend_schema(tags=TAG, summary="Qui appelle, et avec quel jeton", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        user: Any = request.user
        token = request.auth if isinstance(request.auth, ApiToken) else None
        return Response(
            {
                "user": {"id": user.pk, "email": user.email, "name": str(user)},
                "token": {
                    "name": token.name,
                    "prefix": token.prefix,
                    "scope": token.scope,
                    "dry_run": token.dry_run,
                    "expires_at": token.expires_at,
                }
                if token
                else None,
            }
        )


class TypesView(ApiView):
    serializer_class = serializers.Serializer

    @extend_schema(tags=TAG, summary="Les types de fiches et leurs champs", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        return Response([describe_type(request.user, item) for item in visible_types(request.user)])


class QuerySchemaView(ApiView):
    serializer_class = serializers.Serializer

    @extend_schema(tags=TAG, summary="La forme des filtres (JSON Schema)", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        return Response(SCHEMA)


def route_view(route: ApiRoute) -> Any:
    """The view of an address that an engine above declares."""
    documented = [
        OpenApiParameter(name, str, description=str(text)) for name, text in route.parameters.items()
    ]

    @extend_schema(
        tags=TAG,
        summary=str(route.summary),
        parameters=documented,
        responses=OpenApiTypes.OBJECT,
        operation_id=route.name,
    )
    def get(self: ApiView, request: Request, **parts: Any) -> Response:
        return Response(route.get(request.user, request.query_params, **parts))

    @extend_schema(
        tags=TAG,
        summary=str(route.summary),
        request=OpenApiTypes.OBJECT,
        responses=OpenApiTypes.OBJECT,
        operation_id=f"{route.name}_write",
    )
    def put(self: ApiView, request: Request, **parts: Any) -> Response:
        assert route.put is not None
        return Response(route.put(request.user, request.data, **parts))

    members: dict[str, Any] = {"get": get, "serializer_class": serializers.Serializer}
    if route.put is not None:
        members["put"] = put
    return api(type(f"{route.name.title()}View", (ApiView,), members).as_view())  # type: ignore[attr-defined]


class SchemaView(ApiView, SpectacularAPIView):  # type: ignore[misc]
    """OpenAPI 3, as the reader may use it."""

    renderer_classes = [OpenApiYamlRenderer, OpenApiJsonRenderer]
    serve_public = False

    @extend_schema(exclude=True)
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return SpectacularAPIView.get(self, request, *args, **kwargs)


me = api(MeView.as_view())
types = api(TypesView.as_view())
query_schema = api(QuerySchemaView.as_view())
schema = api(SchemaView.as_view())
