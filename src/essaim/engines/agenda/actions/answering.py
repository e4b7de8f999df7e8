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
    """`actor` answers for themselves only; a link received by mail stands for its receiver.

    A person of the directory, who has no account, answers by the link alone: `actor` is None.
    """
    if answer not in Participation.Answer.values or answer == Participation.Answer.WAITING:
        raise ValidationError(_("Choisissez une réponse."))
    if getattr(actor, "pk", None) != participation.user_id:
        raise ValidationError(_("On ne répond que pour soi."))
    before = participation.answer
    with writing(actor) as work:
        participation.answer, participation.answered_at = answer, timezone.now()
        participation.noted_by = None
        participation.save(update_fields=["answer", "answered_at", "noted_by"])
        if before != answer:
            work.noted(participation, "changed", {"answer": (before, answer)})
        events.publish(
            "agenda.answered",
            id=participation.event_id,
            user=participation.user_id,
            person=participation.person_id,
            answer=answer,
        )
    return participation
