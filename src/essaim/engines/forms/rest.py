"""Answers by the API: results read within rights, and one's own voice, which alone can be written."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException

from essaim.engines.records.api import QueryError
from essaim.engines.rights.api import require

from .actions.answering import Closed, Sitting, Stale, do_keep_draft, do_render
from .definition.parts import read
from .filling.reading import from_api
from .hearing import heard, its_turn, readable, said_by
from .models import Voice
from .queries import done_responses, form_for, own_voice, too_few, voices_waiting_for

PAGE = 200


def answers_of(user: Any, parameters: Any) -> dict[str, Any]:
    key, number = parameters.get("form", ""), parameters.get("page", "1")
    form = form_for(user, int(key)) if key.isdecimal() and len(key) < 18 else None
    if form is None or not number.isdecimal() or not 1 <= int(number) <= 100_000:
        raise QueryError("form or page: unknown")
    require(user, "view", "form_answers")
    rows = done_responses(user, form)
    total = rows.count()
    if too_few(form, total):
        return {"total": total, "answers": []}
    start = (int(number) - 1) * PAGE
    shown = rows.select_related("version").prefetch_related("voices")[start : start + PAGE]
    return {"total": total, "answers": [_answer(user, response) for response in shown]}


def _answer(user: Any, response: Any) -> dict[str, Any]:
    definition = read(response.version.definition)
    voices = readable(user, definition, list(response.voices.all()))
    return {
        "id": str(response.pk),
        "version": response.version.number,
        "done_at": response.done_at.date().isoformat()
        if response.form.anonymous
        else response.done_at.isoformat(),
        "subject": {"type": response.subject_type, "id": response.subject_id}
        if response.subject_type
        else None,
        "voices": [
            {"party": voice.party, "name": voice.name, "values": voice.values, "scores": voice.scores}
            for voice in voices
        ],
    }


def my_voices(user: Any, parameters: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": str(voice.pk),
            "form": voice.response.form.title,
            "about": voice.response.title,
            "party": voice.party,
            "state": voice.state,
            "its_turn": its_turn(voice, voice.response.voices.all()),
        }
        for voice in voices_waiting_for(user)
    ]


class Conflict(APIException):
    status_code = 409


class NotYours(APIException):
    status_code = 403


def one_voice(user: Any, parameters: Any, pk: Any) -> dict[str, Any]:
    return _shown(_own(user, pk))


def _own(user: Any, pk: Any) -> Voice:
    voice = own_voice(user, pk)
    if voice is None:
        raise Http404
    return voice


def write_voice(user: Any, data: Any, pk: Any) -> dict[str, Any]:
    """{"values", "revision", "render", "signature"}: a draft, or the voice rendered for good."""
    return _write(user, _own(user, pk), data if isinstance(data, dict) else {})


def _shown(voice: Voice) -> dict[str, Any]:
    definition = read(voice.response.version.definition, "", voice.response.setup)
    others = heard(definition, voice, voice.response.voices.all())
    said = said_by(definition, others)
    return {
        "id": str(voice.pk),
        "party": voice.party,
        "state": voice.state,
        "scores": voice.scores,
        "revision": voice.revision,
        "values": voice.values,
        "questions": [
            {
                "key": question.key,
                "type": question.type,
                "label": question.label,
                "required": question.required,
            }
            for question in definition.questions()
            if question.asked_of(voice.party) and question.type != "note"
        ],
        "others": {
            key: [{"who": item.who, "text": item.text} for item in items] for key, items in said.items()
        },
    }


def _write(user: Any, voice: Voice, data: dict[str, Any]) -> dict[str, Any]:
    response = voice.response
    sitting = Sitting(response.form, response.version, voice, user, language=response.language)
    raw, foreign = from_api(sitting.definition, data.get("values"), voice.party)
    if foreign:
        raise NotYours(_("Ces questions ne sont pas les vôtres : %s.") % ", ".join(foreign)[:300])
    revision = data.get("revision")
    if not isinstance(revision, int) or isinstance(revision, bool):
        raise ValidationError({"revision": [_("Indiquez la révision que vous avez lue.")]})
    try:
        if not data.get("render"):
            voice = do_keep_draft(actor=user, sitting=sitting, raw=raw, revision=revision)
            return _shown(voice)
        outcome = do_render(
            actor=user, sitting=sitting, raw=raw, revision=revision, signature=data.get("signature")
        )
    except (Closed, Stale) as error:
        raise Conflict(str(error)) from error
    if outcome.voice is None:
        raise ValidationError({key or "__all__": [text] for key, text in outcome.errors.items()})
    return _shown(outcome.voice)
