"""Answers to an invitation."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.agenda.models import Participation
from essaim.kit import events
from essaim.kit.writing import writing


def do_answer(*, actor: Any, participation: Participation, answer: str) -> Participation:
    """`actor` answers for themselves only; a link received by mail stands for its receiver."""
    if answer not in Participation.Answer.values or answer == Participation.Answer.WAITING:
        raise ValidationError(_("Choisissez une réponse."))
    if actor is None or actor.pk != participation.user_id:
        raise ValidationError(_("On ne répond que pour soi."))
    before = participation.answer
    with writing(actor) as work:
        participation.answer, participation.answered_at = answer, timezone.now()
        participation.save(update_fields=["answer", "answered_at"])
        if before != answer:
            work.noted(participation, "changed", {"answer": (before, answer)})
        events.publish("agenda.answered", id=participation.event_id, user=actor.pk, answer=answer)
    return participation
