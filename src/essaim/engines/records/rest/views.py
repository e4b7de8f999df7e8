"""The views of the API. One view set a record type, all alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.authentication import SessionAuthentication
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from essaim.engines.records import actions
from essaim.engines.records.api_auth import TokenAuthentication, WithinScope
from essaim.engines.records.declarations import RecordType
from essaim.engines.records.models import ApiToken
from essaim.engines.records.query.errors import QueryError
from essaim.engines.records.reading import record_or_404
from essaim.engines.records.throttling import ReaderThrottle
from essaim.engines.rights.api import require

from .errors import handle
from .lists import read_list
from .representing import represent
from .schema import RecordSchema
from .serializers import Builder, values_to_write

MOST_AT_ONCE = 200
DRY_RUN = "X-Essaim-Dry-Run"


class ApiView(GenericAPIView):
    """What every view of the API has: who calls, how often, errors in French, writes that may be rehearsed."""

    authentication_classes = [TokenAuthentication, SessionAuthentication]
    permission_classes = [IsAuthenticated, WithinScope]
    throttle_classes = [ReaderThrottle]
    pagination_class = None
    filter_backends: list[Any] = []

    def get_exception_handler(self) -> Any:
        return handle

    @property
    def origin(self) -> str:
        token = self.request.auth
        return f"jeton {token.prefix}" if isinstance(token, ApiToken) else ""

    @property
    def is_rehearsal(self) -> bool:
        asked = self.request.query_params.get("dry_run", "").lower() in {"1", "true", "oui"}
        return asked or bool(getattr(self.request.auth, "dry_run", False))

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.method in SAFE_METHODS:
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            response = super().dispatch(request, *args, **kwargs)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            elif self.is_rehearsal:
                transaction.set_rollback(True)
                response[DRY_RUN] = "true"
        return response


class RecordViewSet(ViewSetMixin, ApiView):
    """The records of one type: list, create, read, change, delete."""

    record_type: RecordType
    schema = RecordSchema()
    serializer_class = serializers.Serializer

    def get_serializer_class(self) -> Any:
        """One class a record type for the length of a request: the schema compares them."""
        known = self.request.user.__dict__.setdefault("_api_serializers", {})
        if self.record_type.name not in known:
            known[self.record_type.name] = Builder(self.request.user, self.record_type).serializer_class()
        return known[self.record_type.name]

    def list(self, request: Request) -> Response:
        require(request.user, "view", self.record_type.resource)
        found = read_list(request.user, self.record_type, request.query_params)
        return Response(
            {
                "count": found.count,
                "next": self._beside(found.next),
                "previous": self._beside(found.previous),
                "results": found.results,
            }
        )

    def _beside(self, changes: dict[str, str] | None) -> str | None:
        """The address of another page of the same list."""
        if changes is None:
            return None
        kept = {
            key: value for key, value in self.request.query_params.items() if key not in {"page", "after"}
        }
        return self.request.build_absolute_uri(f"{self.request.path}?{urlencode({**kept, **changes})}")

    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(represent(request.user, self.record_type, self._found(pk).pk, request.query_params))

    def create(self, request: Request) -> Response:
        """One record, or a list of at most `MOST_AT_ONCE` of them, all or none."""
        require(request.user, "create", self.record_type.resource)
        if not isinstance(request.data, list):
            made = self._create(request.data)
            answer = Response(represent(request.user, self.record_type, made.pk, {}), status=201)
            answer["Location"] = f"{request.path}{made.pk}/"
            return answer
        if len(request.data) > MOST_AT_ONCE:
            raise QueryError(_("Au plus %d fiches à la fois.") % MOST_AT_ONCE)
        with transaction.atomic():
            keys = self._create_all(request.data)
        return Response([represent(request.user, self.record_type, pk, {}) for pk in keys], status=201)

    def _create(self, data: Any) -> models.Model:
        if not isinstance(data, dict):
            raise QueryError(_("Un objet JSON est attendu."))
        values, _version = values_to_write(self.request.user, self.record_type, data)
        return actions.create(
            actor=self.request.user, record_type=self.record_type, values=values, origin=self.origin
        )

    def _create_all(self, items: Sequence[Any]) -> Sequence[int]:
        keys: Any = []
        errors: dict[str, Any] = {}
        for number, data in enumerate(items):
            try:
                with transaction.atomic():
                    keys.append(self._create(data).pk)
            except serializers.ValidationError as error:
                errors[str(number)] = error.detail
            except ValidationError as error:
                errors[str(number)] = error.message_dict if hasattr(error, "error_dict") else error.messages
        if errors:
            raise serializers.ValidationError(errors)
        return keys

    def partial_update(self, request: Request, pk: int) -> Response:
        """Writes the fields given. With `version`, refused (409) when the record changed since it was read."""
        if not isinstance(request.data, dict):
            raise QueryError(_("Un objet JSON est attendu."))
        obj = self._found(pk)
        require(request.user, "change", self.record_type.resource, obj, self.record_type.guard)
        values, version = values_to_write(request.user, self.record_type, request.data, obj)
        try:
            actions.change(
                actor=request.user,
                record_type=self.record_type,
                obj=obj,
                values=values,
                version=version,
                origin=self.origin,
            )
        except actions.StaleRecord as stale:
            return self._conflict(stale)
        return Response(represent(request.user, self.record_type, pk, {}))

    def _conflict(self, stale: actions.StaleRecord) -> Response:
        """Both versions: what was sent, and the record as it stands."""
        current = represent(self.request.user, self.record_type, stale.current.pk, {})
        return Response({"detail": str(stale), "yours": self.request.data, "current": current}, status=409)

    def destroy(self, request: Request, pk: int) -> Response:
        obj = self._found(pk)
        actions.delete(actor=request.user, record_type=self.record_type, obj=obj, origin=self.origin)
        return Response(status=204)

    def _found(self, pk: int) -> models.Model:
        require(self.request.user, "view", self.record_type.resource)
        return record_or_404(self.request.user, self.record_type, pk)
