"""What people said in forms, and what others said about them. Scores stay, words go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.directory.api import Person
from essaim.engines.privacy.api import Act, Erasing, PersonalPart, Section, acts, parts, records_of

from .models import Attachment, Response, Voice


@dataclass(frozen=True)
class Stored:
    """A file by its name in the storage."""

    name: str
    storage: Any = default_storage


def responses_of(person: Person) -> QuerySet[Response]:
    """Those about the person, or that made or fed a record of theirs."""
    concerned = Q()
    for name, pk in records_of(person):
        concerned |= Q(subject_type=name, subject_id=pk) | Q(fed_type=name, fed_id=pk)
    return Response._base_manager.filter(concerned)


def voices_of(person: Person) -> QuerySet[Voice]:
    return Voice._base_manager.filter(Q(person=person) | Q(response__in=responses_of(person).values("pk")))


def export(person: Person) -> Iterable[Section]:
    """Who else spoke is not named; what they said about the person is."""
    rows, files = [], []
    for voice in voices_of(person).select_related("response__form").prefetch_related("attachments"):
        rows.append(
            {
                _("Formulaire"): str(voice.response.form),
                _("De vous"): voice.person_id == person.pk,
                _("Envoyé le"): voice.sent_at.isoformat() if voice.sent_at else None,
                _("Réponses"): voice.values,
                _("Résultat"): str(voice.main_score) if voice.main_score is not None else None,
            }
        )
        files += [(f"reponse-{item.pk}-{item.name}", Stored(item.stored)) for item in voice.attachments.all()]
    yield Section(_("Réponses à des formulaires"), rows, files)


def erase(erasing: Erasing) -> int:
    voices, responses = list(voices_of(erasing.person)), list(responses_of(erasing.person))
    responses += [voice.response for voice in voices if voice.response not in responses]
    erasing.forget([*voices, *responses])
    for item in Attachment.objects.filter(voice__in=voices):
        erasing.files.append(Stored(item.stored))
        item.delete()
    for voice in voices:
        voice.values, voice.signature, voice.name, voice.email, voice.person = {}, {}, "", "", None
        voice.nonce = ""
        voice.save()
        erasing.work.noted(voice, "changed")
    for response in responses:
        response.title, response.setup, response.once = "", {}, None
        response.feeding_note, response.subject_type, response.subject_id = "", "", None
        response.fed_type, response.fed_id = "", None
        response.save()
        erasing.work.noted(response, "changed")
    return len(voices)


acts.declare(Act("forms.answers", "forms.Voice", "person", "sent_at"))
parts.declare(
    PersonalPart(
        "forms", gettext_lazy("Réponses à des formulaires"), ("forms.Response", "forms.Voice", "forms.Attachment"),
        export, erase, order=206,
    )
)  # fmt: skip
