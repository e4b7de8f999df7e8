"""Refusals as JSON, in French: `detail` for the reader, `errors` by field, what is needed to go on."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import exception_handler

from essaim.engines.records.actions import StillInUse
from essaim.engines.records.query.errors import QueryError


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(error, serializers.ValidationError):
        return _invalid(error.detail)
    if isinstance(error, ValidationError):
        return _invalid(error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages})
    if isinstance(error, QueryError):
        return Response({"detail": str(error), "path": error.path}, status=400)
    if isinstance(error, StillInUse):
        blockers = [{"label": str(label), "count": count} for label, count in error.blockers]
        return Response({"detail": str(error), "blockers": blockers}, status=409)
    if isinstance(error, Http404):
        return Response({"detail": _("Cette fiche n’existe pas.")}, status=404)
    if isinstance(error, PermissionDenied):
        detail = str(error) or _("Votre profil ne le permet pas.")
        return Response({"detail": detail, "why_url": getattr(error, "why_url", "")}, status=403)
    return exception_handler(error, context)


def _invalid(errors: Any) -> Response:
    if isinstance(errors, list):
        errors = {"__all__": errors}
    return Response({"detail": _("Certaines valeurs sont à corriger."), "errors": errors}, status=400)
