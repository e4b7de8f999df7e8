"""Writes on tokens: each user their own; an administrator may revoke anybody's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.records.models import ApiToken
from essaim.engines.rights.api import can
from essaim.kit.writing import writing

from .secrets import draw

LONGEST_DAYS = 3650


def do_create_token(
    *, actor: Any, user: Any, name: str, scope: str = "read", days: int | None = 90, dry_run: bool = False
) -> tuple[ApiToken, str]:
    """The token and its secret, which is shown once and never again. `days`: until it expires, None for never.

    `actor` is the user, or None for the command line.
    """
    if actor is not None and actor != user:
        raise PermissionDenied(_("Chacun crée ses propres jetons."))
    if not user.is_active:
        raise ValidationError(_("Ce compte est désactivé : il ne peut pas avoir de jeton."))
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        raise ValidationError({"days": _("La durée va de 1 à 3 650 jours.")})
    whole, prefix, digest = draw()
    token = ApiToken(
        user=user,
        name=name.strip(),
        prefix=prefix,
        digest=digest,
        scope=scope,
        dry_run=dry_run,
        expires_at=timezone.now() + timedelta(days=days) if days else None,
    )
    token.full_clean()
    with writing(actor or user) as work:
        token.save()
        work.created(token)
    return token, whole


def do_revoke_token(*, actor: Any, token: ApiToken) -> None:
    if token.user_id != actor.pk and not can(actor, "change", "access"):
        raise PermissionDenied(_("Ce jeton est celui d’une autre personne."))
    if token.revoked_at is not None:
        return
    with writing(actor) as work:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        work.noted(token, "revoked")
