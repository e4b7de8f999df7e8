"""What invoices and counters tell: frequency of visits, trend of the mileage, next service, turnover."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from essaim.engines.records.api import change, delete, record_types
from essaim.modules.dealership import figuring, french
from essaim.modules.dealership.figuring import Bill, Reading
from essaim.modules.dealership.models import Customer, Invoice, MileageReading, Vehicle
from essaim.modules.dealership.sparkline import points


def test_the_turnover_of_an_invoice_follows_its_lines(admin, make):
    customer = make("customers", last_name="Morin")
    bill = make("invoices", kind="service", work="maintenance", customer=customer.pk, total="5")
    make("invoice-lines", invoice=bill.pk, label="Vidange", quantity="1", price="80", vat="20")
    line = make("invoice-lines", invoice=bill.pk, label="Filtre", quantity="2", price="10.50", vat="20")
    assert (Invoice.objects.get().net, Invoice.objects.get().total) == (Decimal("101.00"), Decimal("121.20"))
    assert Customer.objects.get().turnover == Decimal("121.20")
    delete(actor=admin, record_type=record_types.get("invoice-lines"), obj=line)
    assert Customer.objects.get().turnover == Decimal("96.00")


def test_visits_are_counted_and_their_interval_is_the_mean(make):
    customer = make("customers", last_name="Morin")
    for day in (date(2024, 1, 10), date(2024, 7, 8), date(2025, 1, 4)):
        make("invoices", kind="service", customer=customer.pk, issued_on=day, total="100")
    make("invoices", kind="parts", customer=customer.pk, issued_on=date(2025, 6, 1), total="30")
    told = Customer.objects.get()
    assert (told.visits, told.visit_interval, told.last_visit_on) == (3, 180, date(2025, 1, 4))
    assert told.visits_a_year == Decimal("2.03")
    assert (told.turnover, told.last_invoice_on) == (Decimal(330), date(2025, 6, 1))


def test_the_counter_told_by_invoices_gives_trend_and_next_service(admin, make):
    customer = make("customers", last_name="Morin")
    car = make("vehicles", make="Renault", model="Clio", energy="petrol", customer=customer.pk,
               first_registered_on=date(2023, 3, 1), purchased_on=date(2023, 3, 1))  # fmt: skip
    for day, km in ((date(2024, 3, 1), 12_000), (date(2025, 3, 1), 24_000)):
        bill = make("invoices", kind="service", work="maintenance", customer=customer.pk, vehicle=car.pk,
                    issued_on=day, mileage=km, total="150")  # fmt: skip
    told = Vehicle.objects.get()
    assert (told.mileage, told.mileage_on, told.last_service_on) == (
        24_000,
        date(2025, 3, 1),
        date(2025, 3, 1),
    )
    assert abs(told.yearly_km - 12_000) < 50
    assert (told.next_service_on, told.next_service_mileage) == (date(2026, 3, 1), 39_000)
    assert told.next_inspection_on == date(2027, 3, 1)
    assert Customer.objects.get().next_service_on == date(2026, 3, 1)
    change(actor=admin, record_type=record_types.get("invoices"), obj=bill, values={"mileage": 44_000})
    assert Vehicle.objects.get().next_service_on < date(2025, 10, 1), "who drives more comes sooner"
    assert MileageReading.objects.count() == 2


def test_a_counter_typed_on_the_vehicle_is_a_reading(admin, make):
    car = make("vehicles", make="Renault", model="Clio", mileage=30_000, mileage_on=date(2026, 1, 5))
    assert MileageReading.objects.values_list("mileage", "read_on").get() == (30_000, date(2026, 1, 5))
    change(actor=admin, record_type=record_types.get("vehicles"), obj=car, values={"mileage": 31_000})
    assert MileageReading.objects.get().mileage == 31_000


def test_a_car_sold_needs_no_service(make):
    make("vehicles", make="Renault", model="Clio", first_registered_on=date(2020, 1, 1), in_use=False)
    assert Vehicle.objects.get().next_service_on is None


def test_the_car_of_somebody_else_is_refused_on_an_invoice(make):
    car = make("vehicles", make="Renault", model="Clio", customer=make("customers", last_name="Morin").pk)
    with pytest.raises(ValidationError) as refused:
        make("invoices", kind="service", customer=make("customers", last_name="Autre").pk, vehicle=car.pk)
    assert "vehicle" in refused.value.message_dict


def test_an_invoice_that_changes_hands_is_counted_once(admin, make):
    one, two = make("customers", last_name="Un"), make("customers", last_name="Deux")
    bill = make("invoices", kind="parts", customer=one.pk, total="30")
    change(actor=admin, record_type=record_types.get("invoices"), obj=bill, values={"customer": two.pk})
    told = {customer.display: (customer.status, customer.turnover) for customer in Customer.objects.all()}
    assert told == {"Un": ("prospect", 0), "Deux": ("customer", 30)}


days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(st.lists(st.tuples(days, st.integers(0, 900_000)), max_size=8))
def test_no_readings_whatever_break_the_trend(told):
    found = figuring.yearly_km([Reading(day, km) for day, km in told])
    assert found is None or found > 0
    assert points(sorted(told)) == "" or len(points(sorted(told)).split()) == len(told)


@given(st.lists(st.tuples(days, st.sampled_from(["purchase", "service", "parts"])), max_size=8))
def test_figures_of_any_invoices_hold_together(rows):
    found = figuring.sheet_figures([Bill(day, kind, Decimal(10)) for day, kind in rows], [])
    assert found["turnover"] == 10 * len(rows)
    assert (found["status"] == "customer") == bool(rows)
    assert found["visits"] <= sum(kind == "service" for _day, kind in rows)
    assert (found["visit_interval"] is None) == (found["visits_a_year"] is None)


@given(days, days)
def test_an_inspection_to_come_is_never_before_the_fourth_year(registered, known):
    found = figuring.next_inspection(registered, known, None)
    assert found > known or found.year == registered.year + 4


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2000, 2, 29), date(2021, 2, 28), 20),
        (date(2000, 2, 29), date(2021, 3, 1), 21),
        (date(2000, 2, 29), date(2024, 2, 29), 24),
        (date(2000, 12, 31), date(2024, 12, 30), 23),
        (date(2030, 1, 1), date(2024, 1, 1), None),
    ],
)
def test_ages_are_right_on_the_days_that_trap(born, day, age):
    assert french.age_on(born, day) == age


@pytest.mark.parametrize(
    ("typed", "kept"), [("ab 123 cd", "AB-123-CD"), ("AB-123-CD", "AB-123-CD"), ("123 abc 45", "123 ABC 45")]
)
def test_registrations_are_read_as_people_write_them(typed, kept):
    assert french.registration(typed) == kept


@pytest.mark.parametrize("typed", ["AI-123-CD", "1234", "AB-12-CD", "ŒB-123-CD"])
def test_what_is_no_registration_is_refused(typed):
    with pytest.raises(ValidationError):
        french.registration(typed)


@pytest.mark.parametrize("typed", ["VF3CCHMZ6GT00000", "VF3CCHMZ6GT00000I", "VF3CCHMZ6GT0000Œ1", ""])
def test_what_is_no_chassis_number_is_refused(typed):
    with pytest.raises(ValidationError):
        french.vin(typed)


@pytest.mark.parametrize(
    ("street", "parts"),
    [
        ("12 bis rue des Lilas", ("12 bis", "rue des Lilas")),
        ("12, rue des Lilas", ("12", "rue des Lilas")),
        ("Le Bourg", ("", "Le Bourg")),
        ("", ("", "")),
    ],
)
def test_a_street_and_its_number_part_and_join(street, parts):
    assert french.split_street(street) == parts
