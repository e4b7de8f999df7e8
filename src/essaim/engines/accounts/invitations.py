"""Reads of invitations: their list, their link."""

from __future__ import annotations

from django.core import signing
from django.db.models import Q, QuerySet
from django.utils import timezone

from .models import Invitation

SALT = "accounts.invitation"
VALID_DAYS = 14


def link_token(invitation: Invitation) -> str:
    """What stands in the link; it dies with the nonce."""
    return signing.dumps([invitation.pk, invitation.nonce], salt=SALT)


def invitation_of(token: str) -> Invitation | None:
    """The invitation a link was made for, whatever became of it; None when the link is not (or no more) ours."""
    try:
        pk, nonce = signing.loads(token, salt=SALT, max_age=VALID_DAYS * 24 * 3600 + 60)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Invitation.objects.select_related("invited_by").filter(pk=pk, nonce=nonce).first()


def invitations(status: str = "", text: str = "") -> QuerySet[Invitation]:
    """`status`: one of Invitation.Status, or "" for all."""
    now = timezone.now()
    conditions = {
        Invitation.Status.WAITING: Q(accepted_at=None, revoked_at=None, expires_at__gt=now),
        Invitation.Status.EXPIRED: Q(accepted_at=None, revoked_at=None, expires_at__lte=now),
        Invitation.Status.ACCEPTED: Q(accepted_at__isnull=False),
        Invitation.Status.REVOKED: Q(accepted_at=None, revoked_at__isnull=False),
    }
    found = Invitation.objects.select_related("invited_by", "user").prefetch_related("networks")
    if status in conditions:
        found = found.filter(conditions[Invitation.Status(status)])
    return found.filter(email__icontains=text) if text else found


def invitation_by_pk(pk: int) -> Invitation | None:
    return Invitation.objects.filter(pk=pk).first()


def waiting_emails(emails: set[str]) -> set[str]:
    """Those of `emails` who have an invitation still open."""
    return set(invitations("waiting").filter(email__in=emails).values_list("email", flat=True))
