"""Opening an answer on a record, asking parties and people, taking an invitation back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.directory.api import normalise_email
from essaim.engines.forms.choices import Progress, Spoken
from essaim.engines.forms.definition.parts import Definition, read
from essaim.engines.forms.files import forget
from essaim.engines.forms.models import Attachment, Form, Response, Ticket, Voice
from essaim.engines.forms.models.voice import new_nonce
from essaim.engines.records.api import title_of, type_of
from essaim.engines.rights.api import guards, require
from essaim.kit import events
from essaim.kit.writing import writing

VALID = timedelta(days=30)
MOST_INVITED = 1000


@dataclass(frozen=True)
class Seat:
    """Somebody asked: by account, by person of the directory, or by name and address alone.

    `party`: its key in the form ("" for a form of one voice). Several seats may hold the same party.
    """

    party: str = ""
    name: str = ""
    email: str = ""
    user: Any = None
    person: Any = None


def do_open(
    *,
    actor: Any,
    form: Form,
    seats: Iterable[Seat],
    subject: models.Model | None = None,
    title: str = "",
    rows: Mapping[str, list[str]] | None = None,
    prefill: Mapping[str, Any] | None = None,
    expires_at: datetime | None = None,
    write: bool = True,
) -> Response:
    """An answer about `subject` (any record), one voice a seat, those of the first turn written to.

    `rows`: the lines of matrices for this answer alone, by question. `prefill`: values the voices start
    from. `actor` None: the product itself, for a module that has judged the right.
    """
    if actor is not None:
        require(actor, "create", "form_answers")
        require(actor, "view", "forms", form, guards.get("forms"))
    version = form.published
    if version is None:
        raise ValidationError(_("Publiez ce formulaire avant de le faire remplir."))
    if form.anonymous:
        raise ValidationError(_("Un formulaire anonyme ne s’ouvre pas sur une fiche : invitez par lien."))
    setup = {"rows": dict(rows or {}), "prefill": dict(prefill or {})}
    definition = read(version.definition, "", setup)
    seats = [_checked(definition, seat) for seat in seats]
    if not seats:
        raise ValidationError(_("Indiquez au moins une personne."))
    found = type_of(subject) if subject is not None else None
    with writing(actor) as work:
        response = Response._base_manager.create(
            form=form, version=version, title=title[:200] or (title_of(found, subject) if found and subject else ""),
            setup=setup, subject_type=found.name if found else "", subject_id=subject.pk if found and subject else None,
            created_by=actor, language=form.language,
        )  # fmt: skip
        if actor is not None:
            require(actor, "create", "form_answers", response, guards.get("form_answers"))
        expiry = expires_at or form.closes_at or timezone.now() + VALID
        voices = [_seat(response, definition, seat, expiry) for seat in seats]
        work.created(response)
        if write:
            events.publish("forms.invited", voices=[str(voice.pk) for voice in voices], tickets=[])
    return response


def _checked(definition: Definition, seat: Seat) -> Seat:
    keys = [party.key for party in definition.parties]
    if (keys and seat.party not in keys) or (not keys and seat.party):
        raise ValidationError(_("« %s » n’est pas une partie de cette grille.") % (seat.party or "?"))
    email = normalise_email(seat.email) if seat.email else getattr(seat.user, "email", "")
    name = seat.name or str(seat.user or seat.person or "")
    return Seat(seat.party, name[:160], email, seat.user, seat.person)


def _seat(response: Response, definition: Definition, seat: Seat, expiry: datetime) -> Voice:
    party = definition.party(seat.party)
    mine = {question.key for question in definition.questions() if question.asked_of(seat.party)}
    prefill = response.setup.get("prefill") or {}
    return Voice.objects.create(
        response=response, party=seat.party, turn=party.turn if party else 1, name=seat.name, email=seat.email,
        user=seat.user, person=seat.person, expires_at=expiry,
        values={key: value for key, value in prefill.items() if key in mine},
    )  # fmt: skip


def do_invite(
    *, actor: Any, form: Form, people: Iterable[tuple[str, str]], expires_at: datetime | None = None
) -> int:
    """Asks (name, e-mail) pairs, each once: one link each, for one answer. Returns how many are new."""
    require(actor, "create", "form_answers")
    require(actor, "view", "forms", form, guards.get("forms"))
    if form.published is None:
        raise ValidationError(_("Publiez ce formulaire avant d’inviter."))
    if read(form.published.definition).parties:
        raise ValidationError(_("Une grille à plusieurs voix s’ouvre pour ses parties, une à une."))
    asked = {normalise_email(email): name.strip()[:160] for name, email in people}
    if len(asked) > MOST_INVITED:
        raise ValidationError(_("Mille personnes au plus à la fois."))
    expiry = expires_at or form.closes_at or timezone.now() + VALID
    with writing(actor) as work:
        new = sorted(set(asked) - _known(form, asked))
        if form.anonymous:
            tickets = [
                Ticket.objects.create(form=form, name=asked[email], email=email, expires_at=expiry)
                for email in new
            ]
            events.publish("forms.invited", voices=[], tickets=[str(ticket.pk) for ticket in tickets])
        else:
            voices = [_invited(form, actor, asked[email], email, expiry) for email in new]
            events.publish("forms.invited", voices=[str(voice.pk) for voice in voices], tickets=[])
        if new:
            work.noted(form, "changed", {"invited": ("", str(len(new)))})
    return len(new)


def _known(form: Form, emails: Iterable[str]) -> set[str]:
    wanted = list(emails)
    if form.anonymous:
        return set(form.tickets.filter(email__in=wanted).values_list("email", flat=True))
    rows = Voice.objects.filter(response__form=form, response__subject_type="", email__in=wanted)
    return set(rows.values_list("email", flat=True))


def _invited(form: Form, actor: Any, name: str, email: str, expiry: datetime) -> Voice:
    assert form.published is not None
    response = Response._base_manager.create(
        form=form, version=form.published, created_by=actor, language=form.language
    )
    return Voice.objects.create(response=response, name=name, email=email, expires_at=expiry)


def do_renew(*, actor: Any, voice: Voice) -> Voice:
    """A new link, good for a month; the one before no longer opens. The letter goes at once."""
    with writing(actor) as work:
        current = _voice_for(actor, voice)
        if current.state == Spoken.SENT:
            raise ValidationError(_("Cette personne a déjà répondu."))
        current.nonce, current.expires_at, current.invited_at = new_nonce(), timezone.now() + VALID, None
        current.save(update_fields=["nonce", "expires_at", "invited_at"])
        work.noted(current.response, "changed", {"link": ("", current.name or current.email)})
        events.publish("forms.invited", voices=[str(current.pk)], tickets=[])
    return current


def do_reopen(*, actor: Any, voice: Voice) -> Voice:
    """Gives a rendered voice back to who holds it, to correct it. No later turn may have begun."""
    with writing(actor) as work:
        current = _voice_for(actor, voice)
        if current.anonymous or current.state != Spoken.SENT:
            raise ValidationError(_("Cette réponse ne peut pas être rouverte."))
        later = current.response.voices.filter(turn__gt=current.turn).exclude(state=Spoken.WAITING)
        if later.exists():
            raise ValidationError(_("Une autre partie a déjà répondu à la suite de celle-ci."))
        current.state, current.signature, current.sent_at = Spoken.DRAFT, {}, None
        current.invited_at, current.nonce, current.expires_at = None, new_nonce(), timezone.now() + VALID
        current.revision += 1
        current.save()
        response = current.response
        response.progress, response.done_at = Progress.OPEN, None
        response.save(update_fields=["progress", "done_at"])
        work.noted(response, "changed", {"reopened": ("", current.name or current.party)})
        events.publish("forms.invited", voices=[str(current.pk)], tickets=[])
    return current


def _voice_for(actor: Any, voice: Voice) -> Voice:
    response = Response._base_manager.select_for_update().get(pk=voice.response_id)
    require(actor, "change", "form_answers", response, guards.get("form_answers"))
    found = Voice.objects.select_for_update().get(pk=voice.pk)
    found.response = response
    return found


def do_delete_response(*, actor: Any, response: Response) -> None:
    with writing(actor) as work:
        require(actor, "delete", "form_answers", response, guards.get("form_answers"))
        files = list(Attachment.objects.filter(voice__response=response).values_list("stored", flat=True))
        work.deleted(response)
        response.delete()
        for stored in files:
            transaction.on_commit(partial(forget, stored))
