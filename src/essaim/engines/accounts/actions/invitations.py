"""Inviting people, and opening the account of those who accept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kit.events import publish
from essaim.kit.writing import snapshot, writing

from ..invitations import VALID_DAYS, waiting_emails
from ..models import Invitation, User
from ..models.invitation import new_nonce
from ..providers import assign_roles, role_choices
from ..queries import existing_emails
from ..tasks import send_invitation
from .users import create_user


@dataclass(frozen=True)
class Invitee:
    email: str
    first_name: str = ""
    last_name: str = ""


@dataclass
class Invited:
    """What became of a list: the invitations made, the addresses set aside and why."""

    made: list[Invitation] = field(default_factory=list)
    have_account: list[str] = field(default_factory=list)
    already_invited: list[str] = field(default_factory=list)


def invite(
    *,
    actor: User,
    people: Iterable[Invitee],
    role_codes: list[str],
    networks: Iterable[Any] = (),
    territories: Iterable[Any] = (),
    groups: Iterable[Any] = (),
    message: str = "",
) -> Invited:
    """Each person gets a mail of their own, valid for fourteen days; duplicates in the list count once."""
    offered = {choice.code for choice in role_choices(actor)}
    if not set(role_codes) <= offered:
        raise ValidationError(_("Vous ne pouvez pas donner ce profil."))
    wanted = {person.email.strip().lower(): person for person in people}
    known, waiting = existing_emails(wanted), waiting_emails(set(wanted))
    result = Invited(have_account=sorted(known), already_invited=sorted(waiting - known))
    with writing(actor) as work:
        for email, person in wanted.items():
            if email in known or email in waiting:
                continue
            invitation = Invitation.objects.create(
                email=email, first_name=person.first_name, last_name=person.last_name, role_codes=role_codes,
                message=message, invited_by=actor, expires_at=timezone.now() + timedelta(days=VALID_DAYS),
            )  # fmt: skip
            invitation.networks.set(networks)
            invitation.territories.set(territories)
            invitation.groups.set(groups)
            work.created(invitation)
            send_invitation.enqueue(invitation.pk)
            result.made.append(invitation)
    return result


def resend_invitation(*, actor: User, invitation: Invitation) -> None:
    """A new link, valid for fourteen days; the former one stops working."""
    if invitation.accepted_at:
        raise ValidationError(_("Cette invitation a déjà été acceptée."))
    with writing(actor) as work:
        before = snapshot(invitation)
        invitation.nonce, invitation.revoked_at, invitation.sent_at = new_nonce(), None, None
        invitation.send_error = ""
        invitation.expires_at = timezone.now() + timedelta(days=VALID_DAYS)
        invitation.save()
        work.changed(invitation, before)
        send_invitation.enqueue(invitation.pk)


def revoke_invitation(*, actor: User, invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise ValidationError(_("Cette invitation a déjà été acceptée."))
    with writing(actor) as work:
        before = snapshot(invitation)
        invitation.revoked_at = timezone.now()
        invitation.save()
        work.changed(invitation, before)


def accept_invitation(
    *, invitation: Invitation, first_name: str, last_name: str, password: str | None
) -> User:
    """Opens the account; ValidationError when the invitation can no longer be used, or was just used.

    The roles were chosen by somebody who could give them; those that no longer exist are left out and
    the journal says so.
    """
    with writing(invitation.invited_by) as work:
        stored = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if stored.status != Invitation.Status.WAITING or stored.nonce != invitation.nonce:
            raise ValidationError(_("Cette invitation ne peut plus être utilisée."))
        user = create_user(
            actor=stored.invited_by, email=stored.email, first_name=first_name, last_name=last_name,
            password=password, networks=stored.networks.all(), territories=stored.territories.all(),
            groups=stored.groups.all(),
        )  # fmt: skip
        existing = {choice.code for choice in role_choices(None)}
        codes = [code for code in stored.role_codes if code in existing]
        assign_roles(actor=None, user=user, codes=codes)
        before = snapshot(stored)
        stored.accepted_at, stored.user = timezone.now(), user
        stored.save()
        gone = sorted(set(stored.role_codes) - existing)
        work.changed(stored, before, note=f"roles no longer there: {', '.join(gone)}" if gone else "")
        publish("accounts.invitation_accepted", user=user, role_codes=codes, actor=stored.invited_by)
    return user
