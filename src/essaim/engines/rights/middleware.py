"""Enforces what each page says of itself (`essaim.kit.access`), before the page runs; and `voir en tant que`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from essaim.kit.access import Access
from essaim.kit.writing import current_origin

from . import viewing
from .actions.viewing import do_end_viewing
from .decisions import Refused, can

LEAVING = {"rights:view_as_end", "account_logout"}
OWN_ACCOUNT = ("account_", "mfa_", "socialaccount_", "usersessions_")  # the pages of allauth


class ReadOnly(PermissionDenied):
    """Something was to be written, or a page of one's own account opened, while seeing as somebody else."""


class RightsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.view_as = None  # type: ignore[attr-defined]
        if viewing.KEY not in request.session:
            request.real_user = request.user  # type: ignore[attr-defined]
            return self.get_response(request)
        seen = viewing.current(request)
        if seen is None:
            request.real_user = request.user  # type: ignore[attr-defined]
            if request.user.is_authenticated:
                do_end_viewing(actor=request.user, request=request, expired=True)
            return self.get_response(request)
        token = viewing.enter(request, seen)
        try:
            return self.get_response(request)
        finally:
            current_origin.reset(token)

    def process_view(self, request: HttpRequest, view: Any, args: tuple, kwargs: dict[str, Any]) -> None:
        if getattr(request, "view_as", None) is not None:
            _only_reading(request, view)
        access: Access | None = getattr(view, "access", None)
        if access is None or access.kind != "right":
            return
        resource = access.resource(**kwargs) if callable(access.resource) else access.resource
        if not can(request.user, access.action, resource):
            raise Refused(access.action, resource)


def _only_reading(request: HttpRequest, view: Any) -> None:
    """While seeing as somebody else nothing is written, and pages of the account itself stay closed."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name in LEAVING:
        return
    if request.method not in viewing.SAFE_METHODS:
        raise ReadOnly(
            _(
                "Vous voyez l’outil en tant que %(name)s : rien ne peut être modifié. Revenez d’abord à votre compte."
            )
            % {"name": request.view_as.name}  # type: ignore[attr-defined]
        )
    if name.startswith(OWN_ACCOUNT) or getattr(view, "own_account_only", False):
        raise ReadOnly(
            _("Cette page appartient au compte de %(name)s : elle ne s’ouvre pas en « voir en tant que ».")
            % {"name": request.view_as.name}  # type: ignore[attr-defined]
        )
