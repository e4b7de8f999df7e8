"""The stories customers lived: what was said and sold, in an order that makes sense.

Each story is told backwards from its end. Contacts come before the purchase, the trial before the
offer, delivery after the bill, the workshop after the purchase.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from . import catalogue, garage
from .calendar import End, Recent, next_open_day
from .identity import advisor_of
from .plan import Ask, Bill, Car, Exchange, Sale, School, Sheet

FIRST_WORDS = (
    "Appel de découverte",
    "Passage au hall d’exposition",
    "Demande reçue par le site",
    "Premier rendez-vous",
)
FINANCING = (("cash", None), ("cash", None), ("loan", 48), ("loan", 60), ("lease-option", 37), ("lease-option", 49),
             ("long-lease", 36))  # fmt: skip
LOST = (
    "a acheté une autre marque",
    "projet reporté",
    "prix trop élevé",
    "délai trop long",
    "reprise jugée trop basse",
)


@dataclass
class Teller:
    """Tells one story into the school: `end` is the day of its last event."""

    school: School
    sheet: Sheet
    rank: int
    random: Random
    end: End | Recent

    @property
    def today(self) -> date:
        return self.school.today

    def day(self, days: int) -> date:
        return self.end.open_before(days, self.today)

    def say(self, days: int, kind: str, subject: str, purpose: str, **more: str) -> None:
        direction, outcome = (
            more.get("direction", "out"),
            more.get("outcome", "reached" if kind == "call" else ""),
        )
        author = more.get("author", self.sheet.seller)
        self.school.exchanges.append(
            Exchange(
                self.rank,
                self.day(days),
                self.random.randrange(9, 18),
                kind,
                subject,
                author,
                purpose,
                direction,
                outcome,
                more.get("body", ""),
            )  # fmt: skip
        )

    def court(self, days: int, wanted: str, *, trial: bool, told: bool = True) -> None:
        """From the first sign of interest to the offer, `days` before the end being the day of the purchase."""
        random = self.random
        first = days + random.randrange(24, 60)
        if told:
            self.say(
                first,
                random.choice(("call", "visit", "mail")),
                random.choice(FIRST_WORDS),
                "prospecting",
                direction="in",
            )
            self.say(days + random.randrange(14, 22), "call", f"Relance : {wanted}", "prospecting")
        if trial:
            when = self.day(days + random.randrange(8, 13))
            self.school.asks.append(
                Ask(
                    self.rank,
                    "test-drive",
                    self.day(first),
                    "done",
                    self.sheet.seller,
                    planned=when,
                    wanted=wanted,
                )
            )
            if told:
                self.say(days + 8, "visit", f"Essai : {wanted}", "prospecting", direction="in")
        if told:
            self.say(days + random.randrange(2, 6), "mail", f"Offre commerciale : {wanted}", "prospecting")

    def buy(self, days: int, *, used: bool, told: bool = True, segment: str = "") -> int:
        """A car bought `days` before the end; its rank."""
        random, bought = self.random, self.day(days)
        company = self.sheet.kind == "company"
        registered = self.end.open_before(days + random.randrange(400, 2600), self.today) if used else bought
        rank = len(self.school.cars)
        car, offer = garage.make_car(rank, random, self.rank, registered, company=company, segment=segment)
        car.condition, car.purchased = ("used" if used else "new"), bought
        car.start_km = (
            round((bought - registered).days * random.choice((9, 12, 15, 19)) * 2.7)
            if used
            else random.randrange(3, 15)
        )
        price = (
            catalogue.used_price(offer, registered, bought, car.start_km) if used else offer.price_on(bought)
        )
        car.price = price
        self._finance(car, price, bought, company)
        self.school.cars.append(car)
        wanted = f"{car.make} {car.model}"
        trade_in = (
            random.choice((1_500, 2_800, 4_200, 6_500)) if random.random() < 0.3 and price > 12_000 else None
        )
        self.court(days, wanted, trial=random.random() < 0.6, told=told)
        self.school.bills.append(
            Bill(
                self.rank,
                rank,
                "purchase",
                bought,
                self.sheet.seller,
                garage.purchase_lines(car, price, used=used, trade_in=trade_in),
                condition=car.condition,
                mileage=car.start_km,
            )  # fmt: skip
        )
        self.school.sales.append(
            Sale(
                self.rank,
                car.condition,
                wanted,
                car.energy,
                "6-delivered",
                price,
                self.day(days + 24),
                bought,
                bought,
                self.sheet.seller,
            )  # fmt: skip
        )
        if told and days >= 20:
            self.say(days - 7, "meeting", f"Livraison : {wanted}", "delivery", direction="in")
            self.say(days - 16, "call", "Appel de satisfaction après livraison", "delivery")
        return rank

    def _finance(self, car: Car, price: int, bought: date, company: bool) -> None:
        kind, months = self.random.choice(
            (("finance-lease", 48), ("long-lease", 36), ("cash", None)) if company else FINANCING
        )
        car.financing, car.financed_on = kind, bought
        car.months, car.amount = months, price if months else None

    def own(self, days: int) -> int:
        """A car bought elsewhere, known since `days` before the end: it comes to the workshop."""
        registered = self.end.open_before(days + self.random.randrange(500, 3200), self.today)
        rank = len(self.school.cars)
        car, _offer = garage.make_car(
            rank, self.random, self.rank, registered, company=self.sheet.kind == "company"
        )
        self.school.cars.append(car)
        return rank

    def visit(self, rank: int, days: int, work: str, *, reminded: bool = False) -> None:
        car, day = self.school.cars[rank], self.day(days)
        advisor = advisor_of(self.sheet.site)
        mileage = garage.counter(car, day)
        self.school.bills.append(
            Bill(
                self.rank,
                rank,
                "service",
                day,
                advisor,
                garage.service_lines(self.random, car.energy, work),
                work=work,
                mileage=mileage,
            )  # fmt: skip
        )
        if reminded:
            kind = next((kind for channel, kind in (("sms", "sms"), ("email", "mail"), ("letter", "letter"))
                         if channel in self.sheet.consents), "call")  # fmt: skip
            self.say(
                days + 21, kind, f"Rappel d’entretien : {car.make} {car.model}", "service", author=advisor
            )

    def keep_up(self, rank: int, first: int, last: int, *, told: bool) -> None:
        """Services one after another from `first` days before the end until `last`, repairs between."""
        car, random = self.school.cars[rank], self.random
        pace = min(365, round(garage.every_km(car.energy) / car.yearly * 365))
        days = first
        while days > last:
            self.visit(rank, days, "maintenance", reminded=told and random.random() < 0.5)
            if random.random() < 0.35 and days - 120 > last:
                self.visit(
                    rank, days - random.randrange(60, 120), random.choice(("repair", "tyres", "bodywork"))
                )
            days -= pace + random.randrange(-20, 25)
        self.visit(rank, last, "maintenance", reminded=told)

    def counter_sale(self, days: int, car: int | None = None) -> None:
        self.school.bills.append(
            Bill(self.rank, car, "parts", self.day(days), "magasin", garage.counter_lines(self.random))
        )

    def plan(self, title: str, within: int) -> None:
        """The next contact, within so many days from today."""
        self.sheet.next_contact = next_open_day(self.today + timedelta(days=self.random.randrange(1, within)))
        self.sheet.next_title = title

    def pursue(self, stage: str, *, used: bool, told: bool) -> None:
        """A sale going on now, or lost lately."""
        random = self.random
        month = self.today.replace(day=1) - timedelta(days=random.randrange(300, 1500) if used else 0)
        offer = random.choice(
            catalogue.on_sale(month.year, month.month, random.choice(("town", "family", "large")))
        )
        wanted = f"{offer.make} {offer.model}"
        amount = (
            catalogue.used_price(offer, month, self.today, 40_000) if used else offer.price_on(self.today)
        )
        self.sheet.wanted = f"{wanted} {'d’occasion' if used else 'neuve'}"
        if told:
            self.court(0, wanted, trial=stage != "1-discovery")
        lost = stage == "7-lost"
        expected = None if lost else next_open_day(self.today + timedelta(days=random.randrange(5, 60)))
        self.school.sales.append(
            Sale(
                self.rank,
                "used" if used else "new",
                wanted,
                offer.energy.value,
                stage,
                amount,
                self.day(70),
                expected,
                self.day(0) if lost else None,
                self.sheet.seller,
                random.choice(LOST) if lost else "",
            )  # fmt: skip
        )
        if not lost:
            self.plan(f"Relancer {self.sheet.name} : {wanted}", 20)
