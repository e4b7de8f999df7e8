"""The school database holds together on whatever day it is opened, but for the faults planted on purpose."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import pytest

from essaim.engines.directory.api import locate
from essaim.modules.dealership import french
from essaim.modules.dealership.school import catalogue
from essaim.modules.dealership.school.generator import generate
from essaim.modules.dealership.school.plan import School

DAYS = (
    date(2021, 5, 13), date(2022, 5, 13), date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 29), date(2024, 12, 31),
    date(2025, 3, 1), date(2025, 12, 31), date(2026, 8, 16), date(2026, 11, 22), date(2027, 2, 28), date(2028, 2, 29),
)  # fmt: skip


@cache
def school_on(day: date) -> School:
    return generate(day)


@pytest.fixture(params=DAYS, ids=str)
def school(request):
    return school_on(request.param)


def sound_sheets(school: School) -> set[int]:
    """Ranks of the sheets without a planted fault."""
    faulty = {number - 1 for anomaly in school.anomalies for number in anomaly.sheets}
    return set(range(len(school.sheets))) - faulty


def sound_cars(school: School) -> set[int]:
    return set(range(len(school.cars))) - {rank for anomaly in school.anomalies for rank in anomaly.cars}


def closed(day: date) -> bool:
    import holidays

    return day.weekday() == 6 or day in holidays.country_holidays("FR", years=day.year)


def test_there_are_as_many_records_as_promised(school):
    assert len(school.sheets) == 650
    assert len(school.leads) == 120
    kinds = Counter(sheet.kind for sheet in school.sheets)
    assert kinds["company"] >= 90


def test_every_situation_of_the_need_is_there(school):
    bills = defaultdict(Counter)
    for bill in school.bills:
        bills[bill.sheet][bill.kind] += 1
    told = {said.sheet for said in school.exchanges}
    found = {
        "purchase only": sum(own.keys() == {"purchase"} for own in bills.values()),
        "purchase and workshop": sum({"purchase", "service"} <= own.keys() for own in bills.values()),
        "workshop only": sum(own.keys() == {"service"} for own in bills.values()),
        "parts only": sum(own.keys() == {"parts"} for own in bills.values()),
        "prospects": len(school.sheets) - len(bills),
        "silent": len(school.sheets) - len(told),
        "spoken to": len(told),
        "several cars": sum(count > 1 for count in Counter(car.owner for car in school.cars).values()),
    }
    assert all(count >= 15 for count in found.values()), found
    assert {bill.condition for bill in school.bills if bill.kind == "purchase"} == {"new", "used"}
    assert len({car.energy for car in school.cars}) >= 5
    assert len({lead.kind for lead in school.leads}) == 9


def test_nothing_is_later_than_today_but_what_is_planned(school):
    past = [bill.day for bill in school.bills] + [said.day for said in school.exchanges]
    past += [sheet.since for sheet in school.sheets] + [ask.day for ask in school.asks]
    past += [sale.opened for sale in school.sales] + [sale.closed for sale in school.sales if sale.closed]
    past += [school.cars[rank].registered for rank in sound_cars(school)]
    assert max(past) <= school.today
    planned = [sheet.next_contact for sheet in school.sheets if sheet.next_contact]
    planned += [sale.expected for sale in school.sales if sale.stage < "6"]
    assert min(planned) > school.today
    assert not [day for day in planned if closed(day)]


def test_leads_are_of_the_last_three_weeks(school):
    assert all(0 < lead.minutes_ago < 21 * 24 * 60 for lead in school.leads)


def test_every_month_is_covered(school):
    year = school.today - timedelta(days=366)
    for kind in ("purchase", "service"):
        assert {bill.day.month for bill in school.bills if bill.kind == kind and bill.day >= year} == set(
            range(1, 13)
        )


def test_the_house_was_open_when_it_sent_a_bill_or_met_somebody(school):
    assert not [bill.number for bill in school.bills if closed(bill.day)]
    assert not [said.subject for said in school.exchanges if closed(said.day)]


def test_prospecting_comes_before_the_purchase_and_delivery_after(school):
    bought = defaultdict(list)
    for bill in school.bills:
        if bill.kind == "purchase":
            bought[bill.sheet].append(bill.day)
    for said in school.exchanges:
        if not bought[said.sheet]:
            assert said.purpose != "delivery", said
        elif said.purpose == "prospecting":
            assert any(said.day <= day for day in bought[said.sheet]), said
        elif said.purpose == "delivery":
            assert any(said.day >= day for day in bought[said.sheet]), said


def test_the_first_event_is_never_before_the_sheet(school):
    for bill in school.bills:
        assert school.sheets[bill.sheet].since <= bill.day
    for said in school.exchanges:
        assert school.sheets[said.sheet].since <= said.day


def test_cars_are_bought_after_they_exist_and_serviced_after_they_are_bought(school):
    sound = sound_cars(school)
    for rank in sound:
        car = school.cars[rank]
        if car.purchased:
            assert car.registered <= car.purchased
            assert (car.registered == car.purchased) == (car.condition == "new")
    for bill in school.bills:
        if bill.car in sound:
            car = school.cars[bill.car]
            assert bill.day >= (car.purchased or car.registered)
            assert car.owner == bill.sheet


def test_models_were_on_sale_when_they_were_registered(school):
    offers = {(offer.make, offer.model, offer.energy.value): offer for offer in catalogue.offers()}
    for rank in sound_cars(school):
        car = school.cars[rank]
        offer = offers[car.make, car.model, car.energy]
        first = car.registered.replace(day=1)
        assert offer.on_sale(first), car
        if car.condition == "new":
            assert car.price == offer.price_on(car.purchased)


def test_counters_only_grow(school):
    told = defaultdict(list)
    for bill in school.bills:
        if bill.car in sound_cars(school) and bill.mileage:
            told[bill.car].append((bill.day, bill.mileage))
    for rank, readings in told.items():
        ordered = sorted(readings)
        assert [km for _day, km in ordered] == sorted(km for _day, km in ordered), rank
        span = (ordered[-1][0] - ordered[0][0]).days
        if span > 200:
            yearly = (ordered[-1][1] - ordered[0][1]) * 365 / span
            assert 4_000 < yearly < 45_000


def test_numbers_are_valid_and_unique(school):
    from stdnum.fr import siren
    from stdnum.fr import siret as siret_numbers

    for car in school.cars:
        assert french.vin(car.vin) == car.vin
        assert french.registration(car.registration) == car.registration
    for attribute in ("vin", "registration"):
        values = [getattr(car, attribute) for car in school.cars]
        assert len(values) == len(set(values)), attribute
    numbers = [sheet.siret for sheet in school.sheets if sheet.siret]
    assert len(numbers) == len(set(numbers)) > 80
    for number in numbers:
        assert siret_numbers.is_valid(number)
        assert siren.is_valid(number[:9])
    bills = [bill.number for bill in school.bills]
    assert len(bills) == len(set(bills))


def test_towns_and_postcodes_go_together(school):
    for rank in sound_sheets(school):
        sheet = school.sheets[rank]
        assert locate(sheet.postcode, sheet.city) is not None, (sheet.postcode, sheet.city)


def test_adults_buy_cars_and_jobs_suit_ages(school):
    for rank in sound_sheets(school):
        sheet = school.sheets[rank]
        if sheet.birth_date:
            age = french.age_on(sheet.birth_date, sheet.since)
            assert age is not None
            assert 17 <= age <= 90, sheet
            if "retraité" in sheet.profession:
                assert age >= 60


def test_reminders_go_by_a_channel_agreed_to(school):
    allowed = {"sms": "sms", "mail": "email", "letter": "letter"}
    for said in school.exchanges:
        if said.purpose == "service" and said.kind in allowed:
            assert allowed[said.kind] in school.sheets[said.sheet].consents


# The faults planted


def test_the_faults_are_known_and_no_sheet_has_two(school):
    kinds = Counter(anomaly.code for anomaly in school.anomalies)
    doubles = {code for code in kinds if code.startswith("double-") and code != "double-société"}
    assert len(doubles) == 8
    assert {"homonymes", "date-impossible", "mise-en-circulation", "compteur", "champs-inversés", "code-postal",
            "véhicule-orphelin", "zéro-perdu", "double-société"} <= kinds.keys()  # fmt: skip
    personal = [number for anomaly in school.anomalies if not anomaly.cars for number in anomaly.sheets]
    assert len(personal) == len(set(personal))
    assert all(anomaly.found and anomaly.remedy for anomaly in school.anomalies)


def faults_seen(school: School) -> Iterator[str]:
    """What the rules above say of each planted fault: it must break one."""
    for anomaly in school.anomalies:
        sheets = [school.sheets[number - 1] for number in anomaly.sheets]
        cars = [school.cars[rank] for rank in anomaly.cars]
        broken = {
            "date-impossible": lambda s, c: s[0].birth_date.year < 1900 or s[0].birth_date > school.today,
            "mise-en-circulation": lambda s, c: c[0].purchased and c[0].registered > c[0].purchased,
            "code-postal": lambda s, c: locate(s[0].postcode, s[0].city) is None,
            "véhicule-orphelin": lambda s, c: c[0].owner is None,
            "zéro-perdu": lambda s, c: len(s[0].postcode) == 4 or not s[0].mobile.startswith("+33"),
            "homonymes": lambda s, c: s[0].name == s[1].name and s[0].birth_date != s[1].birth_date
            and s[0].mobile != s[1].mobile,
        }.get(anomaly.code)  # fmt: skip
        if broken and not broken(sheets, cars):
            yield f"{anomaly.code}: {anomaly}"


def test_each_planted_fault_is_really_there(school):
    assert list(faults_seen(school)) == []


# From one year to the next


def test_a_year_later_each_event_is_a_year_later():
    """A purchase of 13 November 2019 seen in 2021 is one of 13 November 2020 in 2022."""
    before, after = school_on(date(2021, 5, 13)), school_on(date(2022, 5, 13))
    moved = total = 0
    for one, two in zip(before.sheets, after.sheets, strict=True):
        if one.situation.startswith(("achat", "après-vente", "prospect perdu", "client perdu")):
            total += 1
            gap = (two.since - one.since).days
            moved += 360 <= gap <= 370
    assert moved >= 0.99 * total > 300
    days = Counter((bill.day.month, bill.day.day) for bill in before.bills)
    later = Counter((bill.day.month, bill.day.day) for bill in after.bills)
    assert sum((days & later).values()) > 0.6 * sum(days.values()), "most keep their very day"


def test_the_same_day_gives_the_same_school():
    assert generate(date(2026, 3, 3)) == generate(date(2026, 3, 3))


def test_ages_stay_the_same_from_year_to_year():
    before, after = school_on(date(2021, 5, 13)), school_on(date(2022, 5, 13))
    same = total = 0
    for one, two in zip(before.sheets, after.sheets, strict=True):
        if one.birth_date and two.birth_date and one.situation.startswith("achat"):
            total += 1
            same += french.age_on(one.birth_date, before.today) == french.age_on(two.birth_date, after.today)
    assert same >= 0.97 * total
