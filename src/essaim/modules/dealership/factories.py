"""Invented customers, cars and invoices, for tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from essaim.engines.directory.factories import OrganisationFactory, PersonFactory

from .models import Customer, Invoice, InvoiceLine, Lead, MileageReading, Opportunity, Vehicle, VehicleRequest


class CustomerFactory(DjangoModelFactory):
    class Meta:
        model = Customer

    person = factory.SubFactory(PersonFactory)


class CompanyFactory(DjangoModelFactory):
    class Meta:
        model = Customer

    kind = "company"
    organisation = factory.SubFactory(OrganisationFactory)


class VehicleFactory(DjangoModelFactory):
    class Meta:
        model = Vehicle

    customer = factory.SubFactory(CustomerFactory)
    make, model = "Renault", "Clio"


class InvoiceFactory(DjangoModelFactory):
    class Meta:
        model = Invoice

    customer = factory.SubFactory(CustomerFactory)
    number = factory.Sequence(lambda n: f"A26-{n:06d}")
    kind = "service"
    issued_on = date(2026, 3, 2)


class InvoiceLineFactory(DjangoModelFactory):
    class Meta:
        model = InvoiceLine

    invoice = factory.SubFactory(InvoiceFactory)
    label = factory.Sequence(lambda n: f"Filtre {n}")
    price = Decimal("10.00")


class MileageReadingFactory(DjangoModelFactory):
    class Meta:
        model = MileageReading

    vehicle = factory.SubFactory(VehicleFactory)
    read_on = date(2026, 3, 2)
    mileage = 12_000


class LeadFactory(DjangoModelFactory):
    class Meta:
        model = Lead

    first_name = factory.Faker("first_name", locale="fr_FR")
    last_name = factory.Faker("last_name", locale="fr_FR")
    kind = "test-drive"


class OpportunityFactory(DjangoModelFactory):
    class Meta:
        model = Opportunity

    customer = factory.SubFactory(CustomerFactory)
    wanted = factory.Sequence(lambda n: f"Clio {n}")


class VehicleRequestFactory(DjangoModelFactory):
    class Meta:
        model = VehicleRequest

    customer = factory.SubFactory(CustomerFactory)
    wanted = "Clio"
