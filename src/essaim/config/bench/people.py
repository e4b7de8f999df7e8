"""Invented people, organisations and exchanges by the hundred thousand: always the same ones, made fast."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from essaim.kit.text import fold

START = """
    Ba Bel Ber Bou Cha Cor Da Del Du Fa Fer Gar Gou Gui Hé Jo Ker La Le Li Mar Mo Mon N’Di Né Pa Per Pi Ra Ri Ro Sa Se
    Sou Ta Tho Va Ver Vi Ye
""".split()
MIDDLE = ["", *"ba che di do fi ga lé lo ma ne ra ri sa ti".split()]
END = """
    bert card deau din fert gnon lard let lin mier nand nier quet rand reau rel ron seau tier ville yer bé dou kara lou
    maré ndiaye poulo vic zari
""".split()
FIRST = """
    Adèle Agathe Aïcha Alain Alice Amadou Aminata Anaïs André Anne Antoine Arnaud Astou Awa Baptiste Béatrice Bineta
    Bruno Camille Cécile Céline Chantal Cheikh Chloé Claire Clément Corinne Damien Daouda David Delphine Didier Djibril
    Élise Élodie Emma Éric Estelle Eugène Fanny Fatou Florence François Gaël Gilles Guillaume Hamid Hélène Henri Hervé
    Ibrahima Inès Isabelle Jacques Jeanne Jérôme Joël Julie Karim Khadija Laura Laurent Léa Louis Lucie Maëlle Malik
    Mamadou Marc Margot Marie Mathieu Maud Michel Moussa Nadia Nathalie Nicolas Noé Odile Olivier Oumar Pascal Patricia
    Paul Pauline Philippe Pierre Rachid Raphaël Rokhaya Romain Rose Salif Samira Sandrine Sébastien Solène Sophie
    Souleymane Stéphane Sylvie Thérèse Thierry Thomas Valérie Victor Vincent Virginie Xavier Yann Yasmine Yves Zoé
""".split()
TOWNS = (
    ("44000", "Nantes"), ("49000", "Angers"), ("53000", "Laval"), ("72000", "Le Mans"), ("85000", "La Roche-sur-Yon"),
    ("75011", "Paris"), ("33000", "Bordeaux"), ("37000", "Tours"), ("45000", "Orléans"), ("41000", "Blois"),
    ("18000", "Bourges"), ("28000", "Chartres"), ("36000", "Châteauroux"), ("35000", "Rennes"),
)  # fmt: skip
BODIES = ("Association", "Atelier", "Chantier", "Coopérative", "Entreprise", "Maison", "Régie", "Relais")
SUBJECTS = (
    "Appel pour convenir d’un rendez-vous",
    "Point sur la recherche d’emploi",
    "Relance de la candidature",
    "Bilan de la période d’essai",
    "Demande de pièces manquantes",
    "Visite de l’atelier",
)

SURNAMES = ["".join(parts) for parts in product(START, MIDDLE, END)]
KINDS = ("call", "mail", "call", "meeting", "visit", "sms", "letter")
OUTCOMES = ("reached", "", "no_answer", "follow_up")
MOMENT = datetime(2026, 1, 5, 9, tzinfo=UTC)


DERIVED = ("display", "sort_name", "filter_text")


def organisations(model: Any, count: int) -> Iterator[dict[str, Any]]:
    draw = random.Random(11)
    for number in range(count):
        postcode, city = draw.choice(TOWNS)
        name = f"{draw.choice(BODIES)} {draw.choice(SURNAMES)} {number % 97}"
        yield derived(
            model, name=name, postcode=postcode, city=city, email=f"accueil{number}@organisme.example"
        )


def people(model: Any, count: int, bodies: list[Any], territories: list[int]) -> Iterator[dict[str, Any]]:
    draw = random.Random(7)
    for number in range(count):
        postcode, city = draw.choice(TOWNS)
        body = draw.choice(bodies) if number % 3 else None
        yield derived(
            model,
            first_name=draw.choice(FIRST),
            last_name=draw.choice(SURNAMES),
            email=f"p{number}@personne.example",
            mobile=f"+336{number:08d}",
            postcode=postcode,
            city=city,
            street=f"{number % 180 + 1} rue des Lilas",
            main_organisation=body,
        ) | {
            "main_organisation_id": body.pk if body else None,
            "territory_id": draw.choice(territories),
            "territory_from_address": False,
        }


def derived(model: Any, **columns: Any) -> dict[str, Any]:
    """The columns, and those that the model computes from them."""
    row = model(**columns, territory_from_address=False)
    row.derive()
    columns.pop("main_organisation", None)
    return columns | {name: getattr(row, name) for name in DERIVED}


def interactions(count: int, names: dict[int, str]) -> Iterator[dict[str, Any]]:
    """Exchanges about people, whose names are given by their keys."""
    draw = random.Random(13)
    keys = list(names)
    folded = {key: fold(name) for key, name in names.items()}
    subjects = [(subject, fold(subject)) for subject in SUBJECTS]
    for number in range(count):
        person = keys[number * 7919 % len(keys)]
        subject, plain = draw.choice(subjects)
        yield {
            "subject_type": "people",
            "subject_id": person,
            "subject_label": names[person],
            "person_id": person,
            "subject": subject,
            "filter_text": f"{plain} {folded[person]}",
            "at": MOMENT - timedelta(hours=draw.randrange(20_000)),
            "kind": KINDS[number % len(KINDS)],
            "outcome": OUTCOMES[number % len(OUTCOMES)],
            "minutes": 5 + number % 55,
        }
