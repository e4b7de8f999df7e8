"""What the pages of answering show."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from . import robots
from .actions.answering import Sitting
from .choices import LANGUAGES, Spoken
from .definition.conditions import shown
from .definition.scoring import Result, compute
from .doors import voice_link
from .files import ACCEPTED
from .filling.sheet import blocks, conditions_json
from .filling.showing import signature_svg, text_of
from .hearing import heard, name_of, said_by
from .models import Attachment
from .queries import files_of


def fill_context(
    request: HttpRequest, sitting: Sitting, values: dict[str, Any], errors: dict[str, str]
) -> dict[str, Any]:
    form, voice, definition = sitting.form, sitting.voice, sitting.definition
    voices = sitting.voices()
    others = sitting.others()
    party = definition.party(sitting.party)
    own_errors = [(key.partition("__")[0], text) for key, text in errors.items() if key]
    labels = {question.key: question.label for question in definition.questions()}
    return {
        "blocks": blocks(
            definition, values, party=sitting.party, errors=errors, others=others,
            said=said_by(definition, heard(definition, voice, voices)) if voice else {},
            files=_files(sitting, values),
        ),
        "wrong": [(key, labels.get(key, ""), text) for key, text in own_errors],
        "conditions": conditions_json(definition, sitting.party, others),
        "revision": voice.revision if voice else 0,
        "version": sitting.version.pk,
        "stamp": robots.new_stamp(form.pk) if form.pk and voice is None else "",
        "trap": robots.TRAP,
        "voice": voice,
        "party": party,
        "about": voice.response.title if voice else "",
        "progress": _progress(voices),
        "resume": voice_link(voice) if voice and voice.nonce and sitting.user is None else "",
        "kept": bool(request.GET.get("garde")),
        "keeps": not form.anonymous and not sitting.preview,
        "preview": sitting.preview,
        "tongues": [(code, label) for code, label in LANGUAGES if code in form.shown_languages],
        "accepted": ",".join(ACCEPTED),
        "directory": _directory(request),
        "member": sitting.user is not None,
    }  # fmt: skip


def _progress(voices: list[Any]) -> tuple[int, int] | None:
    done = sum(voice.state == Spoken.SENT for voice in voices)
    return (done, len(voices)) if len(voices) > 1 else None


def _directory(request: HttpRequest) -> dict[str, str]:
    """Where people and bodies are looked up, for those who may see them."""
    from essaim.engines.records.api import record_types
    from essaim.engines.rights.api import can

    found = {}
    for kind, name in (("person", "people"), ("organisation", "organisations")):
        record_type = record_types.get(name)
        if request.user.is_authenticated and can(request.user, "view", record_type.resource):
            found[kind] = reverse("records:choices", kwargs={"slug": record_type.slug})
    return found


def _files(sitting: Sitting, values: dict[str, Any]) -> dict[str, list[Attachment]]:
    if sitting.voice is None or not any(
        question.type == "file" for question in sitting.definition.questions()
    ):
        return {}
    found: dict[str, list[Attachment]] = defaultdict(list)
    for pk, item in files_of([sitting.voice]).items():
        kept = values.get(item.question)
        if isinstance(kept, list) and pk in kept:
            found[item.question].append(item)
    return found


def scores_of(sitting: Sitting, values: dict[str, Any]) -> list[Result]:
    visible = shown(sitting.definition, values, sitting.party, sitting.others())
    return compute(sitting.definition, values, visible.questions, sitting.party)


def lines_of(
    sitting: Sitting, values: dict[str, Any], files: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """What was answered, question by question."""
    visible = shown(sitting.definition, values, sitting.party, sitting.others())
    return [
        {
            "label": question.label,
            "text": text_of(question, values.get(question.key), files),
            "drawing": signature_svg(values.get(question.key) or {}) if question.type == "signature" else "",
            "comment": values.get(f"{question.key}__comment", ""),
        }
        for question in sitting.definition.questions()
        if question.key in visible.questions
        and question.type != "note"
        and (question.asked_of(sitting.party) or question.commented_by(sitting.party))
    ]


def rendered_context(sitting: Sitting) -> dict[str, Any]:
    """After rendering. In a grid, the party reads its own column again and those it sees."""
    voice, definition = sitting.voice, sitting.definition
    assert voice is not None
    voices = sitting.voices()
    files = {pk: item.name for pk, item in files_of([voice]).items()}
    return {
        "voice": voice,
        "party": definition.party(voice.party),
        "progress": _progress(voices),
        "results": scores_of(sitting, voice.values) if sitting.form.shows_score else [],
        "lines": lines_of(sitting, voice.values, files) if voice.party or sitting.user else [],
        "others": [
            {"who": name_of(definition, other), "lines": _said(definition, other)}
            for other in heard(definition, voice, voices)
        ],
        "signature": signature_svg(voice.signature),
        "member": sitting.user is not None,
    }


def _said(definition: Any, voice: Any) -> list[dict[str, str]]:
    found = said_by(definition, [voice])
    labels = {question.key: question.label for question in definition.questions()}
    return [
        {"label": labels[key], "text": item.text, "comment": item.comment}
        for key, items in found.items()
        for item in items
    ]


def rehearsal_context(sitting: Sitting, values: dict[str, Any]) -> dict[str, Any]:
    return {"results": scores_of(sitting, values), "lines": lines_of(sitting, values)}
