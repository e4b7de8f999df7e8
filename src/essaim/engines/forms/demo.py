"""Invented forms of the demo world, with their answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from essaim.kit.checks import DemoPart, demo_parts
from essaim.kit.demo import World

NAMES = (
    ("Bineta", "Sow"), ("Ibrahima", "Cissé"), ("Khady", "Mbaye"), ("Modou", "Thiam"), ("Rokhaya", "Faye"),
    ("Alioune", "Dieng"), ("Sokhna", "Gning"), ("Babacar", "Lô"),
)  # fmt: skip
WHY = (
    "Je veux installer des panneaux dans mon village.",
    "Le solaire, c’est un métier d’avenir.",
    "Pour créer mon entreprise.",
)


def build(world: World) -> None:
    if not {"pedagogique", "mission", "consultant", "animatrice"} <= set(world.users):
        return
    _applications(world)
    _test(world)
    _satisfaction(world)
    _grid(world)


def _form(world: World, user: str, template: str, title: str, **values: Any) -> Any:
    from .actions.publishing import do_publish, do_use_template
    from .models import Form

    actor = world.users[user]
    made = do_use_template(actor=actor, name=template, title=title)
    for name, value in values.items():
        setattr(made, name, value)
    made.save()
    do_publish(actor=actor, form=made)
    return Form._base_manager.get(pk=made.pk)


def _answer(form: Any, raw: dict[str, Any], days: int) -> None:
    from .actions.answering import Sitting, do_render
    from .models import Response, Voice

    sitting = Sitting(form, form.published)
    outcome = do_render(actor=None, sitting=sitting, raw=raw, revision=0)
    assert outcome.voice is not None, outcome.errors
    if not form.anonymous:
        moment = timezone.now() - timedelta(days=days)
        Voice.objects.filter(pk=outcome.voice.pk).update(sent_at=moment, changed_at=moment)
        Response._base_manager.filter(pk=outcome.voice.response_id).update(created_at=moment, done_at=moment)


def _applications(world: World) -> None:
    fields = {"first_name": "q1", "last_name": "q2", "mobile": "q4", "email": "q5"}
    form = _form(
        world, "pedagogique", "forms.application", "Candidature à la prochaine promotion",
        description="Dix minutes suffisent. Vous pouvez vous arrêter et reprendre plus tard.",
        feeds={"type": "people", "fields": fields, "auto": False}, languages=["en"], is_template=True,
    )  # fmt: skip
    for rank, (first, last) in enumerate(NAMES):
        raw = {
            "q1": first, "q2": last, "q4": f"+22177{5_000_000 + world.random.randrange(999_999)}",
            "q5": f"{first}.{last}@candidature.example".lower().replace("é", "e").replace("ô", "o"),
            "q6": {"city": world.random.choice(["Thiès", "Mbour", "Tivaouane"])}, "q7": f"c{1 + rank % 4}",
            "q8": "c1" if rank % 3 == 0 else "c2", "q9": "Deux chantiers avec mon oncle.", "q10": WHY[rank % 3],
        }  # fmt: skip
        _answer(form, raw, rank + 1)


def _test(world: World) -> None:
    form = _form(world, "pedagogique", "forms.entry_test", "Test d’entrée", shows_score=True)
    for rank in range(12):
        raw = {
            "q1": world.random.choice(["c1", "c2", "c2"]),
            "q2": world.random.choice(["c2", "c3", "c3"]),
            "q3": world.random.choice([["c1"], ["c1", "c2"], ["c1", "c3"]]),
        }
        _answer(form, raw, rank)


def _satisfaction(world: World) -> None:
    form = _form(world, "animatrice", "forms.satisfaction", "Votre avis sur la rencontre du réseau")
    for _rank in range(9):
        note = world.random.randint(2, 5)
        raw = {
            "q1": str(note), "q2": str(world.random.randint(3, 5)),
            "q3": {row: world.random.choice(["c2", "c3", "c4"]) for row in ("r1", "r2", "r3")},
            "q4": "c1" if note > 2 else "c2", "q5": "Plus de temps pour échanger.",
        }  # fmt: skip
        _answer(form, raw, 0)


def _grid(world: World) -> None:
    from essaim.engines.directory.api import Organisation

    from .actions.answering import Sitting, do_render
    from .actions.opening import Seat, do_open
    from .models import Voice

    form = _form(world, "mission", "forms.two_voices", "Bilan de la mission d’appui")
    officer, consultant = world.users["mission"], world.users["consultant"]
    subjects = Organisation.objects.for_user(officer).order_by("pk")[:2]
    for rank, subject in enumerate(subjects):
        seats = [
            Seat("p1", "Trésorerie de l’association", f"structure{rank}@structure.example"),
            Seat("p2", user=officer),
            Seat("p3", user=consultant),
        ]
        response = do_open(actor=officer, form=form, subject=subject, seats=seats, write=False)
        voices = Voice.objects.select_related("response__form", "response__version").filter(response=response)
        first = voices.get(party="p1")
        raw = {
            "q4": "c1",
            "q5": "c2",
            "q5__comment": "Peu de nouvelles en août.",
            "q6": "4",
            "q7": "Merci pour les outils.",
        }
        do_render(
            actor=None, sitting=Sitting(form, form.published, first), raw=raw, revision=0,
            signature={"name": "Trésorerie de l’association"},
        )  # fmt: skip
        if rank == 0:
            second = voices.get(party="p2")
            more = {"q1": "c1", "q2": "c2", "q3": "Un atelier remplacé par deux visites."}
            do_render(actor=officer, sitting=Sitting(form, form.published, second), raw=more, revision=0)


demo_parts.declare(DemoPart("forms", build, order=320))
