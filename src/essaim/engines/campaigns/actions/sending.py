"""Launching, holding, taking up again and giving up a sending."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.campaigns.choices import Channel, Fate, Kind, State
from essaim.engines.campaigns.composing import Composer
from essaim.engines.campaigns.merging.language import MergeError
from essaim.engines.campaigns.models import Campaign, Message
from essaim.engines.campaigns.transports import Outcome, transport_for
from essaim.engines.directory.api import normalise_email, normalise_phone
from essaim.kit.writing import snapshot, writing

from .content import check_text, editable, locked, missing_for_sending, touched


def do_schedule(
    *, actor: Any, campaign: Campaign, at: datetime | None = None, rate: int | None = None
) -> Campaign:
    """It leaves at `at`, or now. Raises ValidationError telling what is still missing."""
    with writing(actor) as work:
        current = editable(actor, campaign.pk)
        if current.kind not in (Kind.CAMPAIGN, Kind.ISSUE):
            raise ValidationError(_("Ce message part de lui-même : il n’a pas d’heure d’envoi."))
        missing = missing_for_sending(current)
        if missing:
            raise ValidationError(missing)
        check_text(actor, current)
        if current.channel != Channel.LETTER and transport_for(current.channel) is None:
            raise ValidationError(
                _("Aucun envoi n’est réglé pour ce canal : voyez avec votre administrateur.")
            )
        if at is not None and at <= timezone.now():
            raise ValidationError({"scheduled_at": _("Ce moment est passé.")})
        before = snapshot(current)
        # Whose hand launches it answers for whom it reaches: the segment is read under their rights.
        current.owner = actor
        current.state = State.SCHEDULED if at else State.PREPARING
        current.scheduled_at, current.problem, current.next_at = at, "", None
        if rate is not None:
            current.rate = rate
        touched(current, actor)
        work.changed(current, before)
        work.noted(current, "campaign_scheduled" if at else "campaign_started")
        _call_courier()
    return current


def _call_courier() -> None:
    from essaim.engines.campaigns.tasks import send_waiting

    transaction.on_commit(send_waiting.enqueue)


def do_pause(*, actor: Any, campaign: Campaign) -> Campaign:
    """From now on nothing more is given away; the message in hand is finished."""
    return _turn(actor, campaign, (State.SENDING, State.SCHEDULED), State.PAUSED, "campaign_paused")


def do_resume(*, actor: Any, campaign: Campaign) -> Campaign:
    with writing(actor) as work:
        current = locked(actor, campaign.pk)
        if current.state != State.PAUSED:
            raise ValidationError(_("Cet envoi n’est pas en pause."))
        before = snapshot(current)
        started = current.started_at is not None or current.kind not in (Kind.CAMPAIGN, Kind.ISSUE)
        current.state = State.SENDING if started else State.PREPARING
        current.next_at = None
        touched(current, actor)
        work.changed(current, before)
        work.noted(current, "campaign_resumed")
        _call_courier()
    return current


def _turn(actor: Any, campaign: Campaign, expected: tuple[str, ...], state: str, kind: str) -> Campaign:
    with writing(actor) as work:
        current = locked(actor, campaign.pk)
        if current.state not in expected:
            raise ValidationError(_("Cet envoi est déjà dans un autre état : rechargez la page."))
        before = snapshot(current)
        current.state = state
        touched(current, actor)
        work.changed(current, before)
        work.noted(current, kind)
    return current


def do_unschedule(*, actor: Any, campaign: Campaign) -> Campaign:
    """Back to a draft, before it left."""
    return _turn(actor, campaign, (State.SCHEDULED,), State.DRAFT, "campaign_paused")


def do_cancel(*, actor: Any, campaign: Campaign) -> Campaign:
    """What has not left never will; what has left cannot be called back."""
    with writing(actor) as work:
        current = locked(actor, campaign.pk)
        if current.state in (State.DONE, State.CANCELLED):
            raise ValidationError(_("Cet envoi est déjà terminé."))
        before = snapshot(current)
        current.state, current.finished_at = State.CANCELLED, timezone.now()
        touched(current, actor)
        left = current.messages.filter(fate__in=(Fate.WAITING, Fate.CLAIMED)).update(fate=Fate.CANCELLED)
        work.changed(current, before)
        work.noted(current, "campaign_cancelled", note=_("%(n)s messages retenus") % {"n": left})
    return current


def do_settle_doubt(*, actor: Any, message: Message, again: bool) -> None:
    """Of a message that may have left, a person decides: sent again, or taken as sent."""
    with writing(actor) as work:
        campaign = locked(actor, message.campaign_id)
        doubtful = Message.objects.filter(pk=message.pk, fate=Fate.UNCERTAIN)
        if again:
            changed = doubtful.update(fate=Fate.WAITING, next_at=timezone.now(), claimed_by="")
            if changed and campaign.state == State.DONE:
                Campaign.objects.filter(pk=campaign.pk).update(state=State.SENDING, finished_at=None)
        else:
            changed = doubtful.update(fate=Fate.SENT)
        if not changed:
            raise ValidationError(_("Ce message n’est plus en doute."))
        said = _("renvoyé") if again else _("tenu pour envoyé")
        work.noted(campaign, "changed", note=f"{message.label} : {said}")
        _call_courier()


def do_send_again(*, actor: Any, campaign: Campaign) -> int:
    """The messages a server refused are tried once more; returns how many."""
    with writing(actor) as work:
        current = locked(actor, campaign.pk)
        rows = current.messages.filter(fate=Fate.FAILED)
        count = rows.update(fate=Fate.WAITING, attempts=0, next_at=timezone.now(), claimed_by="")
        if count and current.state == State.DONE:
            Campaign.objects.filter(pk=current.pk).update(state=State.SENDING, finished_at=None)
        work.noted(current, "campaign_resumed", note=_("%(n)s messages à renvoyer") % {"n": count})
        _call_courier()
    return count


def do_send_test(*, actor: Any, campaign: Campaign, to: str, record_id: int) -> None:
    """One message as `record_id` would receive it, to the author's own address. It counts for nothing."""
    with writing(actor) as work:
        current = locked(actor, campaign.pk)
        transport = transport_for(current.channel)
        if current.channel == Channel.LETTER or transport is None:
            raise ValidationError(_("On ne peut pas faire d’essai sur ce canal."))
        address = normalise_email(to) if current.channel == Channel.EMAIL else normalise_phone(to)
        message = sample(current, current.owner or actor, record_id)
        message.address, message.label = address, str(actor)
        message.subject = _("[Essai] %s") % message.subject
        way = transport.open(current)
        try:
            result = way.send(message, lambda: True)
        finally:
            way.close()
        if result.outcome not in (Outcome.ACCEPTED, Outcome.UNSURE):
            raise ValidationError(_("L’essai n’est pas parti : %s") % result.answer)
        work.noted(current, "campaign_tested", note=address)


def sample(campaign: Campaign, user: Any, record_id: int) -> Message:
    """The message of one record, merged and not kept. Raises ValidationError when it cannot be made."""
    from essaim.engines.campaigns.audience import recipients
    from essaim.engines.campaigns.news.issuing import IssueComposer

    maker = IssueComposer if campaign.kind == Kind.ISSUE else Composer
    try:
        composer = maker(campaign, user)
    except MergeError as error:
        raise ValidationError(str(error)) from error
    rows = composer.record_type.model_class._base_manager.filter(pk=record_id)
    batch = recipients(user, composer.record_type, rows)
    text = composer.merged(rows, batch).get(record_id)
    if text is None:
        raise ValidationError(_("Il n’y a rien à montrer à cette personne."))
    owner = batch[0].owner
    return Message(
        campaign=campaign, key="apercu", record_type=campaign.type_name, record_id=record_id, label=str(owner or ""),
        subject=text.subject, body=text.html, text=text.text,
    )  # fmt: skip


def do_mark_posted(*, actor: Any, campaign: Campaign) -> int:
    """The letters were put in the post: they count as sent from today."""
    with writing(actor) as work:
        current = locked(actor, campaign.pk)
        if current.channel != Channel.LETTER or current.state != State.READY:
            raise ValidationError(_("Ces courriers ne sont pas prêts à être postés."))
        before = snapshot(current)
        count = current.messages.filter(fate=Fate.WAITING).update(fate=Fate.SENT, sent_at=timezone.now())
        current.state, current.finished_at = State.DONE, timezone.now()
        touched(current, actor)
        work.changed(current, before)
        work.noted(current, "campaign_posted", note=str(count))
        from essaim.engines.campaigns.tasks import note_waiting

        transaction.on_commit(note_waiting.enqueue)
    return count


def do_set_follow_up(*, actor: Any, campaign: Campaign, days: int | None, to: Any, track: bool) -> Campaign:
    """Tasks for those who did not answer `days` after the sending, given to `to`; and whether openings count."""
    with writing(actor) as work:
        current = locked(actor, campaign.pk)
        before = snapshot(current)
        current.follow_up_days, current.follow_up_to = days, to
        if current.is_editable:
            current.track_opens = track
        touched(current, actor)
        work.changed(current, before)
    return current
