"""Who calls the API: the user of a token, with the same rights and the same duties as on the pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission

from essaim.engines.accounts.api import charter_awaits
from essaim.kit.writing import current_origin

from .models import ApiToken
from .tokens.queries import keep_trace, token_of


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer essaim_…`"""

    keyword = "Bearer"

    def authenticate(self, request: Any) -> tuple[Any, ApiToken] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() not in (b"bearer", b"token"):
            return None
        token = token_of(parts[1].decode("latin-1")) if len(parts) == 2 else None
        if token is None:
            raise AuthenticationFailed(_("Ce jeton n’existe pas."))
        _check(token)
        origin = current_origin.get()
        current_origin.set(replace(origin, channel="api", session=token.prefix))
        keep_trace(token, origin.address)
        return token.user, token

    def authenticate_header(self, request: Any) -> str:
        return self.keyword


def _check(token: ApiToken) -> None:
    if token.revoked_at is not None:
        raise AuthenticationFailed(_("Ce jeton a été révoqué."))
    if not token.is_alive(timezone.now()):
        raise AuthenticationFailed(_("Ce jeton a expiré."))
    if not token.user.is_active:
        raise AuthenticationFailed(_("Ce compte est désactivé."))
    if charter_awaits(token.user):
        raise PermissionDenied(_("Acceptez d’abord la charte, en vous connectant à la plateforme."))


class WithinScope(BasePermission):
    """A token made for reading only reads."""

    def has_permission(self, request: Any, view: Any) -> bool:
        if request.method in SAFE_METHODS or getattr(request.auth, "scope", "write") == "write":
            return True
        raise PermissionDenied(_("Ce jeton ne permet que de lire."))
