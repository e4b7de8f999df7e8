"""A school written to a database is what the generator told, with figures and links in step."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from essaim.engines.accounts.api import Network
from essaim.engines.directory.api import Consent, Person
from essaim.engines.timeline.api import Interaction, Task
from essaim.modules.dealership import figuring
from essaim.modules.dealership.consenting import keep_consents
from essaim.modules.dealership.models import Customer, Invoice, InvoiceLine, Lead, MileageReading, Vehicle
from essaim.modules.dealership.school.generator import generate
from essaim.modules.dealership.school.loading import Loader


@pytest.fixture
def loaded(db):
    networks = [Network.objects.create(code=f"n{rank}", name=f"Site {rank}") for rank in range(3)]
    school = generate(timezone.localdate(), sheets=60)
    Loader(school, networks, lambda key: None, timezone.now()).load()
    return school


def test_everything_told_is_written(loaded):
    assert Customer.objects.count() == len(loaded.sheets)
    assert Vehicle.objects.count() == len(loaded.cars)
    assert Invoice.objects.count() == len(loaded.bills)
    assert InvoiceLine.objects.count() == sum(len(bill.lines) for bill in loaded.bills)
    assert Interaction.objects.count() == len(loaded.exchanges)
    assert Lead.objects.count() == len(loaded.leads)
    assert Task.objects.count() == sum(sheet.next_contact is not None for sheet in loaded.sheets)
    assert MileageReading.objects.exists()
    assert Person.objects.filter(filter_text="").count() == 0


def test_status_and_turnover_are_those_of_the_invoices(loaded):
    billed = {bill.sheet for bill in loaded.bills}
    assert Customer.objects.filter(status="customer").count() == len(billed)
    total = sum(bill.total for bill in loaded.bills)
    assert sum(Customer.objects.values_list("turnover", flat=True)) == total


def test_what_was_loaded_is_what_keeping_in_step_would_say(loaded):
    """The bulk way and the page's way agree: figuring and consents anew change nothing."""
    before = list(Customer.objects.order_by("pk").values())
    figuring.refresh_invoices(Invoice.objects.values_list("pk", flat=True))
    figuring.refresh_vehicles(Vehicle.objects.values_list("pk", flat=True))
    figuring.refresh_customers(Customer.objects.values_list("pk", flat=True))
    keep_consents("person", Consent.objects.filter(person__isnull=False).values_list("person_id", flat=True))
    assert list(Customer.objects.order_by("pk").values()) == before


def test_no_lead_is_later_than_now(loaded):
    assert Lead.objects.filter(issued_at__gt=timezone.now()).count() == 0
    assert Customer.objects.filter(created_at__gt=timezone.now()).count() == 0


def test_services_to_come_stand_around_today(loaded):
    today = timezone.localdate()
    due = Vehicle.objects.filter(next_service_on__isnull=False, in_use=True)
    assert due.filter(next_service_on__gt=today).exists()
    assert due.filter(next_service_on__gt=date(today.year + 3, 1, 1)).count() == 0
