"""What the worker does for accounts: mails, and notes that must not slow some sign-ins more than others."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from . import mail
from .charters import version_by_pk
from .invitations import invitation_by_pk, link_token
from .models import Invitation
from .queries import user_by_pk

logger = logging.getLogger(__name__)


@task()
def deliver(composed: dict[str, str]) -> None:
    """Sends what `mail.compose` gave."""
    mail.send(composed)


@task()
def send_invitation(pk: int) -> None:
    """Keeps on the invitation whether its mail left; a failure is shown to administrators."""
    invitation = invitation_by_pk(pk)
    if invitation is None or invitation.status != Invitation.Status.WAITING:
        return
    host = str(invitation.invited_by) if invitation.invited_by else ""
    context = {
        "invitation": invitation,
        "host": host,
        "link": mail.absolute(reverse("accounts:accept_invitation", args=[link_token(invitation)])),
        "until": invitation.expires_at,
    }
    subject = _("Votre invitation à rejoindre %(name)s") % {"name": mail.installation_for(None).name}
    try:
        mail.send(mail.compose("invitation", invitation.email, subject, context))
    except (SMTPException, OSError) as error:
        logger.warning("invitation %s could not be sent: %s", pk, type(error).__name__)
        Invitation.objects.filter(pk=pk).update(send_error=f"{type(error).__name__}: {error}"[:300])
        return
    Invitation.objects.filter(pk=pk).update(sent_at=timezone.now(), send_error="")


@task()
def send_charter_reminder(version_pk: int, user_pk: int) -> None:
    version, user = version_by_pk(version_pk), user_by_pk(user_pk)
    if version is None or user is None or not user.is_active:
        return
    context = {"version": version, "person": user, "link": mail.absolute(reverse("accounts:charter"))}
    mail.send(mail.compose("charter_reminder", user.email, _("La charte vous attend"), context, user))


@task()
def note_refused_sign_in(user_pk: int, address: str, method: str) -> None:
    """`user_pk` is 0 for an address without an account: the same work is queued for both."""
    from .actions.sign_in import note_refused

    user = user_by_pk(user_pk) if user_pk else None
    if user is not None:
        note_refused(user=user, address=address, method=method)
