"""The anomalies planted in the school database, and the list of them for the teacher.

Doubles of eight kinds, of companies too, homonyms who are not doubles, impossible dates, counters that
go back, inverted fields, wrong postcodes, orphan cars, lost leading zeros. No sheet has two of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from . import garage
from .doubles import DOUBLES, copied
from .faulty_cars import number_of, plant_counters, plant_orphans
from .identity import mobile, plain
from .places import SITES
from .plan import Anomaly, Bill, Exchange, School

EACH = 4  # doubles of each kind


def plant(school: School, random: Random) -> None:
    pool = _candidates(school, random)
    for kind, change in DOUBLES.items():
        for _place in range(EACH):
            _plant_double(school, random, pool, kind, change)
    _plant_company_doubles(school, random)
    _plant_homonyms(school, pool)
    _plant_dates(school, pool)
    _plant_inverted(school, pool)
    _plant_places(school, pool)
    plant_orphans(school)


def _candidates(school: School, random: Random) -> Iterator[int]:
    """Ranks of private customers, each given once."""
    found = [rank for rank, sheet in enumerate(school.sheets) if sheet.kind == "private" and sheet.email]
    random.shuffle(found)
    return iter(found)


def _plant_double(school: School, random: Random, pool: Iterator[int], kind: str, change) -> None:  # type: ignore[no-untyped-def]
    rank = next(pool)
    twin = copied(school.sheets[rank])
    how = change(twin)
    twin.since = max(twin.since, school.today - timedelta(days=random.randrange(5, 300)))
    school.sheets.append(twin)
    other = len(school.sheets) - 1
    if random.random() < 0.5:
        school.bills.append(
            Bill(
                other,
                None,
                "parts",
                garage_day(twin.since, school.today),
                "magasin",
                garage.counter_lines(random),
            )
        )
    else:
        school.exchanges.append(
            Exchange(
                other,
                garage_day(twin.since, school.today),
                11,
                "call",
                "Demande de renseignement",
                twin.seller,
                "prospecting",
                "in",
                "reached",
            )  # fmt: skip
        )
    school.anomalies.append(
        Anomaly(
            kind,
            "Doublon",
            (number_of(rank), number_of(other)),
            f"Deux fiches de la même personne : {how}.",
            "Fusionner les deux fiches, en gardant les coordonnées les plus complètes.",
        )  # fmt: skip
    )


def garage_day(since: date, today: date) -> date:
    """The first open day from `since` on, not later than today."""
    from .calendar import next_open_day, open_day

    day = next_open_day(since)
    return day if day <= today else open_day(today)


def _plant_company_doubles(school: School, random: Random) -> None:
    companies = [
        rank for rank, sheet in enumerate(school.sheets) if sheet.kind == "company" and not sheet.trade_name
    ]
    for place, rank in enumerate(companies[2:60:10][:6]):
        twin = copied(school.sheets[rank])
        twin.siret, twin.parent, twin.contacts = "", None, []
        form = twin.legal_form
        twin.company = f"{form} {twin.company}" if place % 2 else twin.company.upper()
        twin.since = max(twin.since, school.today - timedelta(days=random.randrange(5, 300)))
        school.sheets.append(twin)
        school.anomalies.append(
            Anomaly(
                "double-société",
                "Doublon",
                (number_of(rank), number_of(len(school.sheets) - 1)),
                "Deux fiches de la même société, l’une sans SIRET.",
                "Fusionner, en gardant le SIRET.",
            )  # fmt: skip
        )


def _plant_homonyms(school: School, pool: Iterator[int]) -> None:
    """Same first and last name, nothing else in common: two people."""
    for place in range(5):
        rank = next(pool)
        one = school.sheets[rank]
        other = copied(one)
        other.situation = "homonyme"
        assert one.birth_date is not None
        other.birth_date = one.birth_date - timedelta(days=4_000 + 37 * place)
        city, postcode = SITES[(one.site + 1) % 3].towns[place]
        other.site, other.city, other.postcode, other.number, other.street = (
            (one.site + 1) % 3,
            city,
            postcode,
            str(3 + place),
            "rue du Lavoir",
        )
        other.mobile, other.phone, other.email = (
            mobile(9200 + place),
            "",
            f"{plain(one.first_name)}.h{place}@courriel.example",
        )
        other.profession = "bibliothécaire"
        other.seller = next(sheet.seller for sheet in school.sheets if sheet.site == other.site)
        school.sheets.append(other)
        school.anomalies.append(
            Anomaly(
                "homonymes",
                "Homonymes identiques",
                (number_of(rank), number_of(len(school.sheets) - 1)),
                "Même nom et même prénom, mais naissance, adresse et téléphone différents.",
                "Ne pas fusionner : ce sont deux personnes. Les déclarer distinctes.",
            )  # fmt: skip
        )


def _plant_dates(school: School, pool: Iterator[int]) -> None:
    for place in range(4):
        rank = next(pool)
        sheet = school.sheets[rank]
        assert sheet.birth_date is not None
        if place % 2:
            sheet.birth_date = sheet.birth_date.replace(year=1880 + place, day=min(28, sheet.birth_date.day))
            found = "Née au dix-neuvième siècle."
        else:
            sheet.birth_date = school.today + timedelta(days=400 + place)
            found = "Date de naissance dans le futur."
        school.anomalies.append(
            Anomaly(
                "date-impossible",
                "Date impossible",
                (number_of(rank),),
                found,
                "Vérifier la date avec le client, l’effacer en attendant.",
            )  # fmt: skip
        )
    used = {bill.car for bill in school.bills if bill.kind == "purchase"}
    cars = [rank for rank, car in enumerate(school.cars) if rank in used and car.condition == "used"]
    for rank in cars[3:40:12][:3]:
        car = school.cars[rank]
        assert car.purchased is not None
        car.registered = car.purchased + timedelta(days=200)
        owner = car.owner if car.owner is not None else 0
        school.anomalies.append(
            Anomaly(
                "mise-en-circulation",
                "Date impossible",
                (number_of(owner),),
                "Voiture d’occasion mise en circulation après son achat.",
                "Reprendre la date de la carte grise.",
                (rank,),
            )  # fmt: skip
        )
    plant_counters(school)


def _plant_inverted(school: School, pool: Iterator[int]) -> None:
    for place in range(6):
        rank = next(pool)
        sheet = school.sheets[rank]
        if place % 2:
            sheet.street, sheet.city = sheet.city, sheet.street
            found = "La rue et la ville sont inversées."
        else:
            sheet.first_name, sheet.last_name = sheet.last_name, sheet.first_name
            found = "Le nom et le prénom sont inversés."
        school.anomalies.append(
            Anomaly(
                "champs-inversés",
                "Champs inversés",
                (number_of(rank),),
                found,
                "Remettre chaque valeur à sa place.",
            )
        )


def _plant_places(school: School, pool: Iterator[int]) -> None:
    for place in range(6):
        rank = next(pool)
        sheet = school.sheets[rank]
        sheet.postcode = ("44000", "59800", "13001", "33000", "67000", "31000")[place]
        school.anomalies.append(
            Anomaly(
                "code-postal",
                "Code postal faux",
                (number_of(rank),),
                f"{sheet.postcode} n’est pas le code postal de {sheet.city}.",
                "Corriger le code postal d’après la ville.",
            )  # fmt: skip
        )
    taken = {number for anomaly in school.anomalies for number in anomaly.sheets}
    ain = [
        rank
        for rank, sheet in enumerate(school.sheets)
        if sheet.postcode.startswith("01") and number_of(rank) not in taken
    ]
    for rank in ain[:4]:
        school.sheets[rank].postcode = school.sheets[rank].postcode[1:]
        school.anomalies.append(
            Anomaly(
                "zéro-perdu",
                "Zéro initial perdu",
                (number_of(rank),),
                "Le code postal a perdu son zéro.",
                "Le rétablir : 01…",
            )
        )
    for _place in range(3):
        rank = next(pool)
        school.sheets[rank].mobile = school.sheets[rank].mobile.removeprefix("+33")
        school.anomalies.append(
            Anomaly(
                "zéro-perdu",
                "Zéro initial perdu",
                (number_of(rank),),
                "Le portable a perdu son zéro.",
                "Le rétablir : 06…",
            )
        )
