"""Invented forms."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from .choices import Status
from .models import Form, Version


def question(key: str, type: str = "text", **more: Any) -> dict[str, Any]:
    return {"key": key, "type": type, "label": more.pop("label", key), **more}


def definition(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "sections": [{"key": "s1", "title": "", "questions": list(questions)}],
        "parties": [],
        "scores": [],
        **more,
    }


class FormFactory(DjangoModelFactory):
    """`networks`: a list. `published=True`: its draft is published and open."""

    class Meta:
        model = Form
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Formulaire {n}")
    draft = factory.LazyFunction(lambda: definition(question("q1", label="Votre nom")))

    @factory.post_generation
    def networks(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        self.networks.set(extracted or [])  # type: ignore[attr-defined]


def published(
    *questions: dict[str, Any], networks: Any = (), more: dict[str, Any] | None = None, **fields: Any
) -> Form:
    """An open form that asks these questions."""
    draft = definition(*questions, **(more or {}))
    form: Any = FormFactory(draft=draft, status=Status.OPEN, networks=list(networks), **fields)
    form.published = Version.objects.create(form=form, number=1, definition=draft)
    form.save()
    return form
