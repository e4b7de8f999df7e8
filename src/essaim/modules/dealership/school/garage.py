"""Cars and what is done to them: which model, its chassis, its counter, the lines of a bill."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from essaim.modules.dealership.choices import Energy, Usage

from . import catalogue
from .plan import Car, Line

SERVICE_KM = {Energy.ELECTRIC: 30_000, Energy.PLUG_IN: 25_000, Energy.DIESEL: 20_000}
PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTVWXYZ"
BRAND_NEW = 2009  # registrations of today's shape, since April
PAIRS_A_YEAR = 11  # of first letters given
SEGMENTS = ("town", "town", "family", "family", "large")
OF_COMPANIES = ("van", "van", "family", "town")
OF_PEOPLE_KM = (7_000, 9_500, 12_000, 14_000, 17_000, 22_000)
OF_COMPANIES_KM = (18_000, 22_000, 27_000, 35_000)


def plate(rank: int, registered: date) -> str:
    """AB-123-CD: the first letters follow the years, as the register gives them."""
    series = max(0, (registered.year - BRAND_NEW) * 12 + registered.month - 4) * PAIRS_A_YEAR // 12
    one, two = divmod(series, len(PLATE_LETTERS))
    last = rank * 37 % len(PLATE_LETTERS) ** 2
    three, four = divmod(last, len(PLATE_LETTERS))
    start, end = PLATE_LETTERS[one % 23] + PLATE_LETTERS[two], PLATE_LETTERS[three] + PLATE_LETTERS[four]
    return f"{start}-{100 + rank * 53 % 900}-{end}"


def make_car(
    rank: int, random: Random, owner: int, registered: date, *, company: bool, segment: str = ""
) -> tuple[Car, catalogue.Offer]:
    """A car first registered that day, of a model that was then on sale."""
    wanted = segment or random.choice(OF_COMPANIES if company else SEGMENTS)
    month = (registered.year, registered.month)
    offers = catalogue.on_sale(*month, wanted) or catalogue.on_sale(*month)
    offer = random.choice(offers)
    yearly = random.choice(OF_COMPANIES_KM if company else OF_PEOPLE_KM)
    made = Car(
        owner=owner, make=offer.make, model=offer.model, energy=offer.energy.value, registered=registered,
        finish=random.choice(catalogue.finishes(offer.make, registered)), registration=plate(rank, registered),
        vin=catalogue.chassis(offer.wmi, plate_code(offer), 10_000 + rank * 7), yearly=yearly,
        usage=usage_of(random, company, yearly), price=offer.price_on(registered),
    )  # fmt: skip
    return made, offer


def plate_code(offer: catalogue.Offer) -> str:
    """Five signs of the chassis number that tell the model."""
    text = "".join(char for char in offer.model.upper() if char in "ABCDEFGHJKLMNPRSTUVWXYZ0123456789")
    return (
        f"{text}{offer.energy.value[0].upper()}ZZZZZ".replace("O", "0")
        .replace("I", "1")
        .replace("Q", "9")[:5]
    )


def usage_of(random: Random, company: bool, yearly: int) -> str:
    if company:
        return Usage.BUSINESS.value
    return (Usage.COMMUTING if yearly > 15_000 else random.choice((Usage.PRIVATE, Usage.MIXED))).value


def counter(car: Car, day: date) -> int:
    """The counter on a day: it only grows."""
    return car.start_km + max(1, (day - (car.purchased or car.registered)).days) * car.yearly // 365


def every_km(energy: str) -> int:
    return SERVICE_KM.get(Energy(energy), 15_000)


def line(kind: str, label: str, reference: str, quantity: str, price: str) -> Line:
    return Line(kind, label, reference, Decimal(quantity), Decimal(price))


def purchase_lines(car: Car, price: int, *, used: bool, trade_in: int | None) -> list[Line]:
    """The price is told with VAT; a used car is sold under the margin scheme, its price bears no VAT line."""
    found = []
    if used:
        found.append(
            Line(
                "vehicle",
                f"{car.make} {car.model} {car.finish} d’occasion",
                car.vin,
                Decimal(1),
                Decimal(price),
                Decimal(0),
            )
        )
    else:
        net = (Decimal(price) / Decimal("1.2")).quantize(Decimal("0.01"))
        found.append(Line("vehicle", f"{car.make} {car.model} {car.finish}", car.vin, Decimal(1), net))
        found.append(line("fee", "Frais de mise à la route", "FMR", "1", "290.00"))
    if trade_in:
        found.append(
            Line("trade-in", "Reprise de l’ancien véhicule", "", Decimal(1), Decimal(-trade_in), Decimal(0))
        )
    return found


def service_lines(random: Random, energy: str, work: str) -> list[Line]:
    if work == "maintenance":
        return _maintenance(random, energy)
    if work == "tyres":
        return [line("part", "Pneumatique 205/55 R16", "PN2055516", random.choice(("2", "4")), "92.00"),
                line("labour", "Montage et équilibrage", "MO-PN", "1", "48.00")]  # fmt: skip
    if work == "bodywork":
        return [line("labour", "Redressage et peinture", "MO-CAR", random.choice(("3.5", "6", "8.5")), "68.00"),
                line("part", "Peinture et apprêt", "PEINT", "1", random.choice(("85.00", "140.00")))]  # fmt: skip
    if work == "inspection":
        return [line("package", "Contrôle technique, avec présentation", "CT", "1", "79.17")]
    parts = (("Plaquettes de frein avant", "PLQ-AV", "62.00"), ("Batterie 60 Ah", "BAT60", "129.00"),
             ("Alternateur", "ALT", "318.00"), ("Rotule de suspension", "ROT", "44.50"),
             ("Capteur de stationnement", "CAP-ST", "88.00"))  # fmt: skip
    label, reference, price = random.choice(parts)
    return [
        line("part", label, reference, "1", price),
        line("labour", "Main-d’œuvre", "MO", random.choice(("1", "1.5", "2.5")), "72.00"),
    ]


def _maintenance(random: Random, energy: str) -> list[Line]:
    if energy == Energy.ELECTRIC:
        return [line("package", "Révision véhicule électrique", "REV-E", "1", "99.00"),
                line("part", "Filtre d’habitacle", "FH", "1", "24.50")]  # fmt: skip
    found = [line("package", "Révision avec vidange", "REV", "1", random.choice(("149.00", "169.00", "189.00"))),
             line("part", "Filtre à huile", "FO", "1", "12.90")]  # fmt: skip
    if random.random() < 0.4:
        found.append(line("part", "Filtre à air", "FA", "1", "21.40"))
    if energy == Energy.DIESEL and random.random() < 0.4:
        found.append(line("part", "Filtre à gazole", "FG", "1", "38.20"))
    return found


def counter_lines(random: Random) -> list[Line]:
    """Parts over the counter."""
    goods = (("Balais d’essuie-glace", "BAL", "27.50"), ("Ampoules H7 (2)", "H7", "14.90"),
             ("Barres de toit", "BARRES", "158.00"), ("Tapis de sol", "TAPIS", "46.00"),
             ("Huile 5W30, 5 litres", "H5W30", "42.00"), ("Chaînes à neige", "CHAINES", "69.00"),
             ("Attelage démontable", "ATT", "389.00"))  # fmt: skip
    return [line("part", *good[:2], "1", good[2]) for good in random.sample(goods, random.choice((1, 1, 2)))]
