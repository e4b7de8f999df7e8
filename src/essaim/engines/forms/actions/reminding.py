"""Letters that are due. Each is claimed in the database before it is sent, so that none goes twice; one that
cannot be sent is given back. Nobody who has answered is written to again."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from essaim.engines.forms.choices import Spoken, Status
from essaim.engines.forms.files import forget
from essaim.engines.forms.mailing import waiting, write_to_ticket, write_to_voice
from essaim.engines.forms.models import Attachment, Form, Response, Ticket, Voice

logger = logging.getLogger(__name__)
DRAFTS_KEPT = timedelta(days=90)


def invite_voices(keys: Iterable[Any]) -> None:
    """The first letter to each of these voices whose turn it is."""
    rows = Voice.objects.select_related("response__form").filter(pk__in=list(keys), invited_at=None)
    for voice in rows:
        _write_first(voice)


def next_turn(response: Any) -> None:
    rows = Voice.objects.select_related("response__form").filter(response=response, invited_at=None)
    for voice in rows.exclude(state=Spoken.SENT):
        _write_first(voice)


def _write_first(voice: Voice) -> None:
    if not waiting(voice):
        return
    if not Voice.objects.filter(pk=voice.pk, invited_at=None).update(invited_at=timezone.now()):
        return
    try:
        write_to_voice(voice)
    except Exception:
        Voice.objects.filter(pk=voice.pk).update(invited_at=None)
        logger.exception("the invitation of voice %s could not be sent", voice.pk)


def invite_tickets(keys: Iterable[Any]) -> None:
    today = timezone.localdate()
    for ticket in Ticket.objects.select_related("form").filter(
        pk__in=list(keys), invited_on=None, used=False
    ):
        if not ticket.email or not ticket.form.is_open():
            continue
        if not Ticket.objects.filter(pk=ticket.pk, invited_on=None).update(invited_on=today):
            continue
        try:
            write_to_ticket(ticket)
        except Exception:
            Ticket.objects.filter(pk=ticket.pk).update(invited_on=None)
            logger.exception("the invitation of ticket %s could not be sent", ticket.pk)


def remind() -> None:
    """Those who have not answered, each form at its own pace and so many times at the most."""
    now = timezone.now()
    for form in Form._base_manager.filter(status=Status.OPEN, reminder_days__isnull=False):
        if form.is_open(now):
            _remind_voices(form)
            _remind_tickets(form)
    _first_letters_due()


def _first_letters_due() -> None:
    """Those asked before their form opened."""
    rows = Voice.objects.filter(
        invited_at=None, response__form__status=Status.OPEN, response__form__opens_at__isnull=False
    )
    invite_voices(rows.exclude(email="").exclude(state=Spoken.SENT).values_list("pk", flat=True)[:500])
    tickets = Ticket.objects.filter(invited_on=None, used=False, form__status=Status.OPEN)
    invite_tickets(tickets.exclude(email="").values_list("pk", flat=True)[:500])


def _remind_voices(form: Form) -> None:
    limit = timezone.now() - timedelta(days=form.reminder_days or 1)
    rows = Voice.objects.select_related("response__form").filter(
        Q(reminded_at=None, invited_at__lte=limit) | Q(reminded_at__lte=limit),
        response__form=form,
        reminders__lt=form.reminders_most,
    )
    for voice in rows.exclude(state=Spoken.SENT).exclude(email=""):
        if not waiting(voice):
            continue
        claimed = Voice.objects.filter(pk=voice.pk, reminders=voice.reminders).exclude(state=Spoken.SENT)
        if claimed.update(reminded_at=timezone.now(), reminders=F("reminders") + 1):
            _try(lambda voice=voice: write_to_voice(voice, reminder=True))  # type: ignore[misc]


def _remind_tickets(form: Form) -> None:
    today = timezone.localdate()
    limit = today - timedelta(days=form.reminder_days or 1)
    rows = Ticket.objects.select_related("form").filter(
        Q(reminded_on=None, invited_on__lte=limit) | Q(reminded_on__lte=limit),
        form=form, used=False, reminders__lt=form.reminders_most,
    )  # fmt: skip
    for ticket in rows.exclude(email=""):
        if ticket.expires_at and ticket.expires_at <= timezone.now():
            continue
        claimed = Ticket.objects.filter(pk=ticket.pk, reminders=ticket.reminders, used=False)
        if claimed.update(reminded_on=today, reminders=F("reminders") + 1):
            _try(lambda ticket=ticket: write_to_ticket(ticket, reminder=True))  # type: ignore[misc]


def _try(send) -> None:  # type: ignore[no-untyped-def]
    try:
        send()
    except Exception:
        logger.exception("a reminder could not be sent")


def sweep() -> None:
    """Drafts nobody came back to, and their files. Invitations are not drafts."""
    limit = timezone.now() - DRAFTS_KEPT
    stale = Response._base_manager.filter(
        progress="open", created_by=None, subject_type="", once__isnull=False, created_at__lt=limit
    ).exclude(voices__changed_at__gte=limit)
    keys = list(stale.values_list("pk", flat=True)[:2000])
    files = list(Attachment.objects.filter(voice__response__in=keys).values_list("stored", flat=True))
    Response._base_manager.filter(pk__in=keys).delete()
    for stored in files:
        forget(stored)
