"""The whole school database from one seed: 650 sheets, their cars, bills and exchanges, 120 leads.

Each story draws from its own source of chance, named by its rank: what one story needs never changes
another, and the same story is told every year, a year later.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from . import identity, leads, planting
from .calendar import End, Recent
from .plan import School
from .stories import Teller

SEED = "trois-ponts"
STAGES = ("1-discovery", "2-test", "3-offer", "4-negotiation")


def quiet(teller: Teller) -> None:
    """A prospect who left a name, and no more."""


def followed(teller: Teller) -> None:
    teller.pursue(teller.random.choice(STAGES), used=teller.random.random() < 0.45, told=True)
    if teller.random.random() < 0.3:
        teller.school.asks.append(_trade_in_ask(teller))


def ordered(teller: Teller) -> None:
    teller.pursue("5-order", used=False, told=True)


def lost(teller: Teller) -> None:
    teller.pursue("7-lost", used=teller.random.random() < 0.5, told=teller.random.random() < 0.7)


def new_only(teller: Teller) -> None:
    teller.buy(0, used=False, told=teller.random.random() < 0.6)


def used_only(teller: Teller) -> None:
    teller.buy(0, used=True, told=teller.random.random() < 0.6)


def new_serviced(teller: Teller) -> None:
    _bought_and_kept(teller, used=False)


def used_serviced(teller: Teller) -> None:
    _bought_and_kept(teller, used=True)


def serviced(teller: Teller) -> None:
    """Bought elsewhere, looked after here."""
    car, told = teller.own(900), teller.random.random() < 0.5
    teller.keep_up(car, teller.random.randrange(120, 900), 0, told=told)


def counter(teller: Teller) -> None:
    teller.counter_sale(0)
    if teller.random.random() < 0.5:
        teller.counter_sale(teller.random.randrange(40, 400))


def twice(teller: Teller) -> None:
    """A first car sold back, a second one in use."""
    first = teller.buy(teller.random.randrange(1300, 1900), used=True)
    teller.keep_up(first, 1000, 560, told=True)
    teller.school.cars[first].in_use = False
    second = teller.buy(teller.random.randrange(380, 520), used=False)
    teller.keep_up(second, 150, 0, told=True)


def fleet(teller: Teller) -> None:
    for place in range(3):
        car = teller.buy(820 - 130 * place, used=False, told=place == 0, segment="van" if place else "")
        teller.keep_up(car, 380 - 100 * place, 5 + 20 * place, told=place == 0)
    teller.plan(f"Point parc automobile : {teller.sheet.name}", 30)


def _bought_and_kept(teller: Teller, *, used: bool) -> None:
    random, told = teller.random, teller.random.random() < 0.75
    days = random.randrange(420, 1500)
    car = teller.buy(days, used=used, told=told)
    teller.keep_up(car, days - random.randrange(250, 400), random.choice((0, 0, 0, 25)), told=told)
    if random.random() < 0.25:
        teller.counter_sale(random.randrange(0, days - 100), car)
    if random.random() < 0.25:
        teller.say(0, "campaign", "Invitation aux portes ouvertes", "campaign", author="relation")
    if random.random() < 0.15:
        teller.plan(f"Fin de financement : {teller.sheet.name}", 45)


def _trade_in_ask(teller: Teller):  # type: ignore[no-untyped-def]
    from .plan import Ask

    car = teller.own(30)
    told = teller.school.cars[car]
    mileage = (teller.day(3) - told.registered).days * told.yearly // 365
    estimate = max(
        800, round(told.price * 0.84 ** ((teller.day(3) - told.registered).days / 365) / 100) * 100
    )
    return Ask(
        teller.rank,
        "trade-in",
        teller.day(3),
        "open",
        teller.sheet.seller,
        car=car,
        mileage=mileage,
        estimate=estimate,
    )


# (situation, story, how many private, how many companies, days before the end the sheet was opened, kind of end)
STORIES: tuple[tuple[str, Callable[[Teller], None], int, int, int, str], ...] = (
    ("prospect sans historique", quiet, 45, 8, 0, "year"),
    ("prospect suivi", followed, 60, 14, 80, "recent"),
    ("prospect, commande en cours", ordered, 12, 0, 80, "recent"),
    ("prospect perdu", lost, 28, 5, 80, "year"),
    ("achat VN sans après-vente", new_only, 40, 8, 80, "year"),
    ("achat VO sans après-vente", used_only, 40, 0, 80, "year"),
    ("achat VN avec après-vente", new_serviced, 85, 25, 1580, "year"),
    ("achat VO avec après-vente", used_serviced, 70, 10, 1580, "year"),
    ("après-vente sans achat", serviced, 60, 15, 1000, "year"),
    ("magasin seulement", counter, 15, 0, 410, "year"),
    ("deux véhicules", twice, 30, 0, 1990, "year"),
    ("parc de société", fleet, 0, 12, 900, "year"),
    ("client perdu de vue", new_serviced, 25, 0, 1580, "lapsed"),
)


def chance(*about: object) -> Random:
    return Random(":".join(map(str, (SEED, *about))))  # noqa: S311  invented data, not secrets


def generate(today: date, *, sheets: int | None = None) -> School:
    """The school as seen on `today`. `sheets`: fewer of them (a demonstration), each situation kept."""
    school = School(today)
    share = 1.0 if sheets is None else sheets / 650
    order: list[tuple[str, Callable[[Teller], None], bool, int, str]] = []
    for situation, story, private, company, days, kind in STORIES:
        for is_company, count in ((False, private), (True, company)):
            kept = count if sheets is None else max(1 if count else 0, round(count * share))
            order += [(situation, story, is_company, days, kind)] * kept
    chance("order").shuffle(order)
    for rank, (situation, story, is_company, days, kind) in enumerate(order):
        _tell(school, rank, situation, story, is_company, days, kind)
    _open_sheets(school)
    if sheets is None:
        planting.plant(school, chance("anomalies"))
    _number_bills(school)
    leads.arrive(school, chance("leads"), 120 if sheets is None else 18)
    return school


def _tell(
    school: School,
    rank: int,
    situation: str,
    story: Callable[[Teller], None],
    is_company: bool,
    days: int,
    kind: str,
) -> None:
    random = chance(rank)
    end: End | Recent = End(rank * 211 % 366, random.choice((1, 1, 2, 3)) if kind == "lapsed" else 0)
    if kind == "recent":
        end = Recent(random.randrange(0, 21))
    make = identity.company if is_company else identity.private
    sheet = make(rank, random, situation, end, days, school.today)
    school.sheets.append(sheet)
    story(Teller(school, sheet, rank, random, end))


def _open_sheets(school: School) -> None:
    """A sheet was opened on the day of its first event, and companies of one family have a parent."""
    first: dict[int, date] = {}
    for place, day in [
        *((bill.sheet, bill.day) for bill in school.bills),
        *((said.sheet, said.day) for said in school.exchanges),
        *((sale.sheet, sale.opened) for sale in school.sales),
        *((ask.sheet, ask.day) for ask in school.asks),
    ]:
        first[place] = min(first.get(place, day), day)
    companies = [rank for rank, sheet in enumerate(school.sheets) if sheet.kind == "company"]
    for rank, sheet in enumerate(school.sheets):
        sheet.since = min(sheet.since, first.get(rank, sheet.since))
    for child, parent in zip(companies[5::9], companies[::9], strict=False):
        if child != parent:
            school.sheets[child].parent = parent


def _number_bills(school: School) -> None:
    """Numbers follow days, by year and kind."""
    letters = {"purchase": "V", "service": "A", "parts": "M"}
    counts: dict[tuple[str, int], int] = {}
    school.bills.sort(key=lambda bill: (bill.day, bill.sheet, bill.kind))
    for bill in school.bills:
        key = (letters[bill.kind], bill.day.year)
        counts[key] = counts.get(key, 0) + 1
        bill.number = f"{key[0]}{key[1] % 100:02d}-{counts[key]:05d}"
