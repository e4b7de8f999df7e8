"""Faults of cars: counters that go back, cars that nobody owns."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from . import garage
from .plan import Anomaly, Bill, School


def number_of(rank: int) -> int:
    """The customer's number, as the sheet shows it."""
    return rank + 1


def plant_counters(school: School) -> None:
    """The last counter is lower than the one before."""
    by_car: dict[int, list[Bill]] = {}
    for bill in school.bills:
        if bill.car is not None and bill.mileage and bill.kind == "service":
            by_car.setdefault(bill.car, []).append(bill)
    long = [car for car, bills in by_car.items() if len(bills) > 2 and school.cars[car].in_use]
    for rank in long[5:60:20][:3]:
        last = max(by_car[rank], key=lambda bill: bill.day)
        last.mileage = (last.mileage or 10) // 10
        school.anomalies.append(
            Anomaly(
                "compteur",
                "Kilométrage impossible",
                (number_of(school.cars[rank].owner or 0),),
                "Le dernier kilométrage est dix fois trop petit : un chiffre manque.",
                "Corriger le kilométrage de la dernière facture d’atelier.",
                (rank,),
            )  # fmt: skip
        )


def plant_orphans(school: School) -> None:
    """Cars nobody owns, and no bill leads to their owner: their sheet was lost."""
    billed = {bill.car for bill in school.bills}
    asked = {ask.car for ask in school.asks}
    random = Random("orphans")  # noqa: S311  invented data
    for place in range(6):
        registered = school.today - timedelta(days=900 + 200 * place)
        rank = len(school.cars)
        assert rank not in billed | asked
        car, _offer = garage.make_car(rank, random, 0, registered, company=False)
        car.owner = None
        school.cars.append(car)
        school.anomalies.append(
            Anomaly(
                "véhicule-orphelin",
                "Véhicule orphelin",
                (),
                f"{car.make} {car.model}, {car.registration} : sans client.",
                "Retrouver le client, ou retirer le véhicule.",
                (rank,),
            )  # fmt: skip
        )
