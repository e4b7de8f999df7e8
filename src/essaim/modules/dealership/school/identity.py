"""Who somebody is: names, birth, where they live, how to reach them. Nobody in particular."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from random import Random

from essaim.modules.dealership.choices import CustomerSource, FleetSize

from . import names
from .calendar import End, Recent
from .places import SITES, STAFF
from .plan import Sheet

YOUNG, OLD = 19, 82


def plain(text: str) -> str:
    """ "le-goff" for "Le Goff": as in an address."""
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(char if char.isalnum() else " " for char in flat).split())


def mobile(rank: int) -> str:
    """Numbers kept for fiction by ARCEP."""
    return f"+3363998{(rank * 7 + 1013) % 10_000:04d}"


def luhn(digits: str) -> str:
    """With its check digit: SIREN and SIRET follow Luhn's rule."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        number = int(char) * (2 if place % 2 == 0 else 1)
        total += number - 9 if number > 9 else number
    return f"{digits}{-total % 10}"


def siret(rank: int) -> str:
    """A number with its right keys that was never given: SIREN begin at 000 only here."""
    return luhn(f"{luhn(f'0008{rank:04d}')}0001")


def seller_of(random: Random, site: int) -> str:
    return random.choice(
        [key for key, _f, _l, role, at in STAFF if role == "vendeur-automobile" and at == site]
    )


def advisor_of(site: int) -> str:
    return next(key for key, _f, _l, role, at in STAFF if role == "conseiller-service" and at == site)


def private(rank: int, random: Random, situation: str, end: End | Recent, days: int, today: date) -> Sheet:
    """`days`: how long before the end of the story the sheet was opened."""
    site = rank % len(SITES)
    woman = random.random() < 0.5
    age = min(OLD, max(YOUNG, int(random.gauss(46, 15))))
    group = 0 if age < 35 else 1 if age < 60 else 2
    first = random.choice((names.WOMEN if woman else names.MEN)[group])
    last = random.choice(names.FAMILIES)
    trade = random.choice([trade for trade in names.TRADES if age >= trade[2]])
    city, postcode = random.choice(SITES[site].towns)
    since = end.before(days, today)
    born = end.before(days + age * 365 + age // 4 + random.randrange(1, 364), today)
    sheet = Sheet(
        kind="private", situation=situation, site=site, seller=seller_of(random, site), since=since,
        civility="mme" if woman else "m", first_name=first, last_name=last, birth_date=born,
        profession="retraité" + ("e" if woman else "") if age >= 65 else trade[0] if woman else trade[1],
        mobile=mobile(rank), email=f"{plain(first)}.{plain(last)}{rank if rank % 3 else ''}@courriel.example",
        phone=f"{SITES[site].landline}{(rank * 13 + 507) % 10_000:04d}" if random.random() < 0.45 else "",
    )  # fmt: skip
    settle(sheet, random, city, postcode)
    sheet.household = random.choice((1, 2, 2, 3, 4, 4, 5)) if age < 62 else random.choice((1, 2, 2))
    if random.random() < 0.12:
        sheet.email = ""
    return sheet


def company(rank: int, random: Random, situation: str, end: End | Recent, days: int, today: date) -> Sheet:
    site = rank % len(SITES)
    pattern, naf, form = names.FIRMS[rank % len(names.FIRMS)]
    family = random.choice(names.FAMILIES)
    city, postcode = random.choice(SITES[site].towns)
    name = pattern.format(family)
    host = plain(name)
    sheet = Sheet(
        kind="company", situation=situation, site=site, seller=seller_of(random, site),
        since=end.before(days, today), company=name, siret=siret(rank), naf=naf, legal_form=form,
        trade_name=name.upper() if rank % 4 == 0 else "", fleet=random.choice(FleetSize.values),
        phone=f"{SITES[site].landline}{(rank * 13 + 507) % 10_000:04d}", email=f"contact@{host}.example",
    )  # fmt: skip
    settle(sheet, random, city, postcode)
    for place in range(1 + (random.random() < 0.4)):
        woman = random.random() < 0.5
        first = random.choice((names.WOMEN if woman else names.MEN)[1])
        last = family if place == 0 else random.choice(names.FAMILIES)
        sheet.contacts.append(
            ("mme" if woman else "m", first, last, random.choice(names.JOBS), mobile(5000 + rank * 2 + place))
        )
    return sheet


def settle(sheet: Sheet, random: Random, city: str, postcode: str) -> None:
    """Address, source, consents, notes: what both kinds have."""
    sheet.city, sheet.postcode = city, postcode
    sheet.number = f"{random.randrange(1, 140)}{random.choice(('', '', '', '', ' bis'))}"
    sheet.street = random.choice(names.STREETS)
    sheet.extra = random.choice(names.EXTRAS) if random.random() < 0.15 else ""
    private_one = sheet.kind == "private"
    sources = [source for source in CustomerSource if private_one or source != CustomerSource.CLASSIFIED]
    sheet.source = random.choice(sources).value
    sheet.consents = tuple(
        channel for channel in ("sms", "phone", "email", "letter") if random.random() < 0.55
    )
    if random.random() < 0.6:
        sheet.interests = ", ".join(random.sample(names.INTERESTS, random.choice((1, 2, 2, 3))))
    if random.random() < 0.4:
        sheet.project = random.choice(names.PROJECTS)
    if random.random() < 0.4:
        sheet.expectation = random.choice(names.EXPECTATIONS)
    sheet.daily_km = random.choice((None, 10, 15, 20, 30, 40, 60, 80, 120))


def later(day: date, days: int) -> date:
    return day + timedelta(days=days)
