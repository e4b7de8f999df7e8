"""What a person who answers may do: keep a draft, render their voice. Each writes its own row and no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.forms.choices import Feeding, Progress, Spoken
from essaim.engines.forms.definition.conditions import shown
from essaim.engines.forms.definition.parts import Definition, decimal, read
from essaim.engines.forms.definition.scoring import compute
from essaim.engines.forms.filling.checking import check, clean_signature
from essaim.engines.forms.hearing import its_turn, others_values
from essaim.engines.forms.models import Form, Response, Ticket, Version, Voice
from essaim.kit import events
from essaim.kit.writing import writing

from .attaching import Uploads, attach_all, kept_only

LARGEST_DRAFT = 400_000


class Closed(Exception):
    """The form takes no answer, or not this one now; the text says why."""


class Stale(Exception):
    """The same voice was written elsewhere since the page was read."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(
            _("Ces réponses ont été modifiées ailleurs, dans un autre onglet ou sur un autre appareil.")
        )
        self.voice = voice


@dataclass
class Sitting:
    """Somebody before a form. `voice`: the one they speak for, None until something is kept.

    `once`: the page's own number, so that a page sent twice makes one answer. `user`: the account of a form
    kept for members. `ticket`: the invitation to an anonymous form.
    """

    form: Form
    version: Version
    voice: Voice | None = None
    user: Any = None
    ticket: Ticket | None = None
    once: str = ""
    language: str = "fr"
    preview: bool = False
    _definition: Definition | None = field(default=None, repr=False)

    @property
    def definition(self) -> Definition:
        if self._definition is None:
            setup = self.voice.response.setup if self.voice else None
            self._definition = read(self.version.definition, self.language, setup)
        return self._definition

    @property
    def party(self) -> str:
        return self.voice.party if self.voice else ""

    def voices(self) -> list[Voice]:
        return list(self.voice.response.voices.all()) if self.voice else []

    def others(self) -> dict[str, Any]:
        return others_values(self.definition, self.voice, self.voices()) if self.voice else {}


def why_closed(sitting: Sitting, now: datetime | None = None) -> str:
    """Why nothing can be written, "" when something can."""
    form, voice, now = sitting.form, sitting.voice, now or timezone.now()
    if not form.is_open(now):
        if form.opens_at and form.opens_at > now and form.status == "open":
            return _("Ce formulaire n’est pas encore ouvert.")
        return _("Ce formulaire est fermé : il ne prend plus de réponses.")
    if voice is not None and voice.state == Spoken.SENT:
        return _("Ces réponses sont déjà rendues : elles ne changent plus.")
    if voice is not None and voice.is_expired(now):
        return _("Ce lien n’est plus valable.")
    if voice is not None and not its_turn(voice, sitting.voices()):
        return _("Ce n’est pas encore votre tour : nous vous écrirons quand il viendra.")
    ticket = sitting.ticket
    if ticket is not None and (ticket.used or (ticket.expires_at and ticket.expires_at <= now)):
        return _("Ce lien a déjà servi ou n’est plus valable.")
    return ""


def do_keep_draft(
    *, actor: Any, sitting: Sitting, raw: Mapping[str, Any], revision: int, uploads: Uploads | None = None
) -> Voice:
    """Keeps what was typed, right or wrong. Raises Closed, Stale, ValidationError (files)."""
    if sitting.form.anonymous:
        raise Closed(_("Les réponses anonymes ne sont gardées qu’une fois envoyées."))
    if len(str(raw)) > LARGEST_DRAFT:
        raise ValidationError(_("Ces réponses sont trop longues pour être gardées."))
    with writing(actor), attach_all(uploads) as attaching:
        voice = _locked(sitting, revision)
        values = dict(raw)
        kept_only(voice, sitting.definition, values)
        attaching.put(voice, values)
        voice.values, voice.state = values, Spoken.DRAFT
        _save(voice)
    return voice


def _locked(sitting: Sitting, revision: int) -> Voice:
    """The voice, locked and judged again; a new one for somebody who starts."""
    if sitting.voice is None:
        refusal = why_closed(sitting)
        if refusal:
            raise Closed(refusal)
        sitting.voice = _start(sitting)
        return sitting.voice
    response = Response._base_manager.select_for_update().get(pk=sitting.voice.response_id)
    voice = Voice.objects.select_for_update().get(pk=sitting.voice.pk)
    voice.response = response
    response.form, response.version = sitting.form, sitting.version
    sitting.voice = voice
    refusal = why_closed(sitting)
    if refusal:
        raise Closed(refusal)
    if voice.revision != revision:
        raise Stale(voice)
    return voice


def _start(sitting: Sitting) -> Voice:
    """A first row for somebody who answers by the public page or as a member. A page sent twice finds the first."""
    form, user = sitting.form, sitting.user
    anonymous = form.anonymous
    moment = day_only(timezone.now()) if anonymous else timezone.now()
    try:
        with transaction.atomic():
            response = Response._base_manager.create(
                form=form,
                version=sitting.version,
                once=sitting.once or None,
                language=sitting.language,
                created_at=moment,
                created_by=None,
            )
    except IntegrityError:
        raise Closed(_("Ces réponses sont déjà arrivées.")) from None
    mine: dict[str, Any] = {"anonymous": True, "nonce": ""} if anonymous else {}
    if user is not None and not anonymous:
        mine = {
            "user": user,
            "name": str(user)[:160],
            "email": user.email,
            "person": getattr(user, "person", None),
        }
    return Voice.objects.create(response=response, changed_at=moment, **mine)


def day_only(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(hour=12, minute=0, second=0, microsecond=0)


def _save(voice: Voice) -> None:
    voice.revision += 1
    voice.changed_at = day_only(timezone.now()) if voice.anonymous else timezone.now()
    voice.save()


@dataclass(frozen=True)
class Outcome:
    """`errors` by question ("" for the whole, "signature" for the signing); `voice` once it is rendered."""

    voice: Voice | None
    errors: dict[str, str]


def judge(
    sitting: Sitting, raw: Mapping[str, Any], signature: Any = None
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values as they would be kept and what is wrong with them; writes nothing."""
    definition = sitting.definition
    visible = shown(definition, raw, sitting.party, sitting.others())
    values, errors = check(definition, raw, visible.questions, sitting.party)
    party = definition.party(sitting.party)
    if party is not None and party.signs:
        try:
            clean_signature(signature)
        except ValidationError as error:
            errors["signature"] = error.messages[0]
    return values, errors


def do_render(
    *,
    actor: Any,
    sitting: Sitting,
    raw: Mapping[str, Any],
    revision: int,
    uploads: Uploads | None = None,
    signature: Any = None,
) -> Outcome:
    """Renders the voice if all is right; its values never change again. Raises Closed, Stale."""
    with writing(None if sitting.form.anonymous else actor) as work, attach_all(uploads) as attaching:
        pending = dict(raw)
        attaching.announce(pending)
        values, errors = judge(sitting, pending, signature)
        if errors:
            return Outcome(None, errors)
        _use(sitting)
        voice = _locked(sitting, revision)
        values, errors = judge(sitting, pending, signature)
        if errors:
            raise Stale(voice)
        attaching.withdraw(values)
        kept_only(voice, sitting.definition, values)
        attaching.put(voice, values)
        voice.values, voice.state = values, Spoken.SENT
        voice.signature = _signed(sitting, signature)
        voice.sent_at = day_only(timezone.now()) if voice.anonymous else timezone.now()
        _score(sitting, voice)
        _save(voice)
        _close_round(sitting, voice)
        if not voice.anonymous:
            work.noted(voice.response, "changed", {"rendered": ("", voice.name or voice.party or "✓")})
    return Outcome(voice, {})


def _use(sitting: Sitting) -> None:
    """The invitation is spent in the same moment as the answer comes in, and nothing ties the two."""
    form = sitting.form
    if sitting.ticket is None and form.anonymous and sitting.user is not None and not form.several:
        sitting.ticket, _made = Ticket.objects.get_or_create(form=form, user=sitting.user)
    if sitting.ticket is None:
        return
    spent = Ticket.objects.filter(pk=sitting.ticket.pk, used=False).update(used=True)
    if not spent:
        raise Closed(_("Ce lien a déjà servi ou n’est plus valable."))


def _signed(sitting: Sitting, signature: Any) -> dict[str, Any]:
    party = sitting.definition.party(sitting.party)
    if party is None or not party.signs:
        return {}
    return {**clean_signature(signature), "at": timezone.now().isoformat(timespec="seconds")}


def _score(sitting: Sitting, voice: Voice) -> None:
    definition = read(sitting.version.definition, "", voice.response.setup)
    visible = shown(definition, voice.values, voice.party, sitting.others())
    results = compute(definition, voice.values, visible.questions, voice.party)
    voice.scores = {result.key: result.as_json() for result in results}
    voice.main_score = results[0].value if results else None
    if voice.main_score is not None and decimal(voice.main_score) is None:
        voice.main_score = None


def _close_round(sitting: Sitting, voice: Voice) -> None:
    response, form = voice.response, sitting.form
    payload = {
        "form": form.pk, "code": form.code, "response": str(response.pk), "subject_type": response.subject_type,
        "subject_id": response.subject_id,
    }  # fmt: skip
    events.publish("forms.rendered", voice=str(voice.pk), party=voice.party, **payload)
    if response.voices.exclude(state=Spoken.SENT).exists():
        return
    response.progress = Progress.DONE
    response.title = response.title or _named(sitting, voice)
    response.done_at = voice.sent_at
    if form.feeds and not form.anonymous:
        response.feeding = Feeding.WAITING
    response.save(update_fields=["progress", "title", "done_at", "feeding"])
    events.publish("forms.completed", **payload)


def _named(sitting: Sitting, voice: Voice) -> str:
    """How an answer that nobody named reads in a list: its first short texts, a first name and a name mostly."""
    if voice.anonymous or voice.name or voice.party:
        return ""
    first = [question for question in sitting.definition.questions() if question.type != "note"][:3]
    said = [voice.values.get(question.key, "") for question in first if question.type == "text"]
    return " ".join(said[:2])[:200].strip()
