"""A training centre for solar trades at Thiès: its team, learners, professionals, partners, suppliers."""

from __future__ import annotations

from typing import Any

from . import vocabulary as named
from .making import Maker
from .people import ACCOUNTS

NETWORK = ("soleil",)
TOWNS = ("Thiès", "Thiès", "Thiès", "Mbour", "Tivaouane", "Khombole", "Pout", "Kayar", "Diourbel", "Louga")
STAFF = {"directrice", "administrative", "pedagogique", "relations", "formateur"}
JOBS = ("Gérant", "Chef d’équipe", "Technicien solaire", "Responsable technique")


def build(make: Maker) -> None:
    centre = make.organisation(
        "École Soleil de Thiès",
        "centre-formation",
        "Thiès",
        NETWORK,
        country="SN",
        short_name="ÉST",
        size="10-49",
    )
    make.world.put("centre", centre)
    _team(make, centre)
    _learners(make, centre)
    _candidates(make)
    _professionals(make, centre)
    _partners(make)


def _team(make: Maker, centre: Any) -> None:
    for account in ACCOUNTS:
        if account.key in STAFF:
            make.person(
                account.first_name, account.last_name, account.sex, NETWORK, job=account.job, at=centre, country="SN",
                user=make.world.users[account.key], email=account.email, since=make.past(700, 1600), tags=("équipe",),
            )  # fmt: skip
    for rank in range(9):
        first, last, sex = make.senegalese_name()
        job = ("Formateur en électricité", "Formatrice en entrepreneuriat", "Formateur en pompage")[rank % 3]
        make.person(first, last, sex, NETWORK, job=job, at=centre, country="SN", tags=("formateur",))


def _learners(make: Maker, centre: Any) -> None:
    """Three intakes: two that left, one under way."""
    account = next(item for item in ACCOUNTS if item.key == "apprenant")
    current = make.person(
        account.first_name, account.last_name, "m", NETWORK, job="Apprenant", at=centre, country="SN", city="Thiès",
        user=make.world.users["apprenant"], email=account.email, since=make.past(60, 90), birth_date=make.birth(19, 24),
        tags=("apprenant",),
    )  # fmt: skip
    make.world.put("learners", current)
    for intake, months in enumerate((26, 14, 3)):
        for _rank in range(18):
            _learner(make, centre, intake, months)


def _learner(make: Maker, centre: Any, intake: int, months: int) -> None:
    first, last, sex = make.senegalese_name()
    begun = make.past(months * 30 - 12, months * 30)
    here = intake == 2
    made = make.person(
        first, last, sex, NETWORK, job="Apprenant" if sex == "m" else "Apprenante", at=centre if here else None,
        country="SN", city=make.random.choice(TOWNS), since=begun, birth_date=make.birth(18, 31),
        languages="wolof, français", tags=("apprenant",) if here else ("ancien apprenant",),
        assigned_to=make.world.users["pedagogique"] if here else make.world.users["relations"],
    )  # fmt: skip
    make.world.put("learners" if here else "alumni", made)
    if not here:
        from datetime import timedelta

        end = begun + timedelta(days=270)
        make.affiliate(made, centre, "Apprenant" if sex == "m" else "Apprenante", begun, end)


def _candidates(make: Maker) -> None:
    account = next(item for item in ACCOUNTS if item.key == "candidat")
    make.person(
        account.first_name, account.last_name, "f", NETWORK, country="SN", city="Mbour", tags=("candidat",),
        user=make.world.users["candidat"], email=account.email, birth_date=make.birth(20, 24),
    )  # fmt: skip
    for _rank in range(22):
        first, last, sex = make.senegalese_name()
        made = make.person(
            first, last, sex, NETWORK, country="SN", city=make.random.choice(TOWNS), tags=("candidat",),
            birth_date=make.birth(17, 30), languages="wolof, français", assigned_to=make.world.users["pedagogique"],
        )  # fmt: skip
        make.world.put("candidates", made)


def _professionals(make: Maker, centre: Any) -> None:
    for rank, name in enumerate(named.THIES_FIRMS):
        town = named.THIES_FIRM_TOWNS[rank % len(named.THIES_FIRM_TOWNS)]
        firm = make.organisation(
            name, "entreprise", town, NETWORK, country="SN", size="1-9",
            tags=[make.tag("accueil de stagiaires")] if rank % 2 else [], assigned_to=make.world.users["relations"],
        )  # fmt: skip
        first, last, sex = make.senegalese_name()
        boss = make.person(
            first, last, sex, NETWORK, job=JOBS[rank % 4], at=firm, country="SN", tags=("professionnel",),
            assigned_to=make.world.users["relations"],
        )  # fmt: skip
        if rank % 5 == 0:
            make.affiliate(boss, centre, "Intervenant extérieur", make.past(100, 500))


def _partners(make: Maker) -> None:
    for name, kind, town in named.THIES_PARTNERS:
        body = make.organisation(
            name, kind, town, NETWORK, country="SN", assigned_to=make.world.users["directrice"]
        )
        first, last, sex = make.senegalese_name()
        make.person(
            first,
            last,
            sex,
            NETWORK,
            job="Chargé de partenariat",
            at=body,
            country="SN",
            tags=("partenaire",),
        )
    for name in named.THIES_SUPPLIERS:
        make.organisation(name, "fournisseur", make.random.choice(("Dakar", "Thiès")), NETWORK, country="SN")
    for name, kind, town in named.THIES_CLIENTS:
        client = make.organisation(
            name, kind, town, NETWORK, country="SN", tags=[make.tag("client chantier école")]
        )
        first, last, sex = make.senegalese_name()
        make.person(first, last, sex, NETWORK, job="Responsable", at=client, country="SN")
