"""Writes a school into the database one is in: in bulk, then figures, names and search in step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from essaim.engines.accounts.api import Network
from essaim.engines.directory.api import Affiliation, Consent, Organisation, Person, territories_remembered
from essaim.engines.timeline.api import Interaction, InteractionLink, Task, TaskLink
from essaim.modules.dealership import figuring
from essaim.modules.dealership.models import (
    Customer,
    Invoice,
    InvoiceLine,
    Lead,
    MileageReading,
    Opportunity,
    Vehicle,
    VehicleRequest,
)

from .plan import School, Sheet

BATCH = 500


class Loader:
    """`networks`: one a site, in order; `user_of(key)`: the account of a member of staff, or None."""

    def __init__(
        self, school: School, networks: list[Network], user_of: Callable[[str], Any], now: datetime
    ) -> None:
        self.school, self.networks, self.user_of, self.now = school, networks, user_of, now
        self.customers: list[Customer] = []
        self.cars: list[Vehicle] = []

    def load(self) -> None:
        with territories_remembered():
            self._owners()
        self._customers()
        self._consents()
        self._cars()
        self._bills()
        self._exchanges()
        self._tasks()
        self._sales()
        self._leads()
        figuring.refresh_vehicles([car.pk for car in self.cars])
        figuring.refresh_customers([customer.pk for customer in self.customers])

    def network(self, sheet: Sheet) -> Network:
        return self.networks[sheet.site]

    def moment(self, day: date, hour: int = 10) -> datetime:
        return min(timezone.make_aware(datetime.combine(day, time(hour, 15))), self.now)

    def _owners(self) -> None:
        self.owners: list[Any] = [self._owner(sheet) for sheet in self.school.sheets]
        models: tuple[Any, ...] = (Person, Organisation)
        for model in models:
            rows = [owner for owner in self.owners if isinstance(owner, model)]
            model.objects.bulk_create(rows, batch_size=BATCH)
            column = "person_id" if model is Person else "organisation_id"
            through = model.networks.through
            through.objects.bulk_create(
                [
                    through(**{column: owner.pk, "network_id": self.network(sheet).pk})
                    for owner, sheet in zip(self.owners, self.school.sheets, strict=True)
                    if isinstance(owner, model)
                ],
                batch_size=BATCH,
            )
        self._families()

    def _owner(self, sheet: Sheet) -> Person | Organisation:
        street = f"{sheet.number} {sheet.street}".strip()
        shared: dict[str, Any] = {
            "street": street, "street_extra": sheet.extra, "postcode": sheet.postcode, "city": sheet.city,
            "country": "FR",
            "phone": sheet.phone, "mobile": sheet.mobile, "email": sheet.email,
            "assigned_to": self.user_of(sheet.seller),
            "created_at": self.moment(sheet.since), "changed_at": self.moment(sheet.since),
        }  # fmt: skip
        made: Person | Organisation
        if sheet.kind == "private":
            made = Person(civility=sheet.civility, first_name=sheet.first_name, last_name=sheet.last_name,
                          birth_date=sheet.birth_date, **shared)  # fmt: skip
        else:
            made = Organisation(name=sheet.company, short_name=sheet.trade_name, siret=sheet.siret or None,
                                naf=sheet.naf,
                                legal_form=sheet.legal_form, **shared)  # fmt: skip
        made.derive()
        return made

    def _families(self) -> None:
        """Parent companies, and the people of each company."""
        children = []
        for owner, sheet in zip(self.owners, self.school.sheets, strict=True):
            if sheet.parent is not None:
                owner.parent = self.owners[sheet.parent]
                children.append(owner)
        Organisation.objects.bulk_update(children, ["parent"], batch_size=BATCH)
        people, jobs = [], []
        for owner, sheet in zip(self.owners, self.school.sheets, strict=True):
            for civility, first, last, job, mobile in sheet.contacts:
                person = Person(civility=civility, first_name=first, last_name=last, job_title=job, mobile=mobile,
                                main_organisation=owner, postcode=sheet.postcode, city=sheet.city,
                                created_at=self.moment(sheet.since), changed_at=self.moment(sheet.since))  # fmt: skip
                person.derive()
                people.append((person, sheet))
                jobs.append(Affiliation(person=person, organisation=owner, position=job, is_main=True))
        Person.objects.bulk_create([person for person, _sheet in people], batch_size=BATCH)
        for affiliation in jobs:
            affiliation.person_id = affiliation.person.pk
        Affiliation.objects.bulk_create(jobs, batch_size=BATCH)
        through: Any = Person.networks.through
        through.objects.bulk_create(
            [through(person_id=person.pk, network_id=self.network(sheet).pk) for person, sheet in people],
            batch_size=BATCH,
        )

    def _customers(self) -> None:
        first = (Customer.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
        for rank, (owner, sheet) in enumerate(zip(self.owners, self.school.sheets, strict=True)):
            made = Customer(
                kind=sheet.kind, number=f"C{first + rank:06d}", street_number=sheet.number, street_name=sheet.street,
                source=sheet.source, profession=sheet.profession, company_type=sheet.legal_form, fleet_size=sheet.fleet,
                consents=list(sheet.consents), dealership=self.network(sheet), assigned_to=self.user_of(sheet.seller),
                wanted_vehicles=sheet.wanted, projects=sheet.project, expectations=sheet.expectation,
                household_size=sheet.household, interests=sheet.interests, daily_km=sheet.daily_km,
                created_at=self.moment(sheet.since), changed_at=self.moment(sheet.since),
            )  # fmt: skip
            setattr(made, "person" if sheet.kind == "private" else "organisation", owner)
            made.derive()
            self.customers.append(made)
        Customer.objects.bulk_create(self.customers, batch_size=BATCH)

    def _consents(self) -> None:
        rows = []
        for owner, sheet in zip(self.owners, self.school.sheets, strict=True):
            column = "person" if sheet.kind == "private" else "organisation"
            rows += [
                Consent(**{column: owner}, channel=channel, purpose=Consent.Purpose.OFFERS, given=True,
                        said_on=sheet.since, source=Consent.Source.PAPER)
                for channel in sheet.consents
            ]  # fmt: skip
        Consent.objects.bulk_create(rows, batch_size=BATCH)

    def _cars(self) -> None:
        for car in self.school.cars:
            made = Vehicle(
                customer=self.customers[car.owner] if car.owner is not None else None, make=car.make, model=car.model,
                finish=car.finish, energy=car.energy, registration=car.registration, vin=car.vin,
                first_registered_on=car.registered, condition=car.condition, purchased_on=car.purchased,
                usage=car.usage,
                in_use=car.in_use, financing=car.financing, financed_on=car.financed_on, financed_amount=car.amount,
                financing_months=car.months,
            )  # fmt: skip
            made.derive()
            self.cars.append(made)
        Vehicle.objects.bulk_create(self.cars, batch_size=BATCH)

    def _bills(self) -> None:
        bills: list[Invoice] = []
        lines: list[InvoiceLine] = []
        readings: list[MileageReading] = []
        for bill in self.school.bills:
            sheet = self.school.sheets[bill.sheet]
            made = Invoice(
                number=bill.number, kind=bill.kind, customer=self.customers[bill.sheet],
                vehicle=self.cars[bill.car] if bill.car is not None else None, issued_on=bill.day,
                condition=bill.condition,
                work=bill.work, mileage=bill.mileage, dealership=self.network(sheet), seller=self.user_of(bill.seller),
                created_at=self.moment(bill.day), changed_at=self.moment(bill.day),
            )  # fmt: skip
            own = [
                InvoiceLine(invoice=made, kind=one.kind, label=one.label, reference=one.reference,
                            quantity=one.quantity,
                            price=one.price, vat=one.vat)
                for one in bill.lines
            ]  # fmt: skip
            made.derive()
            made.net, made.total = sum(line.net for line in own), sum(line.total for line in own)  # type: ignore[assignment]
            bills.append(made)
            lines += own
            if made.vehicle and bill.mileage:
                readings.append(
                    MileageReading(vehicle=made.vehicle, invoice=made, read_on=bill.day, mileage=bill.mileage)
                )
        Invoice.objects.bulk_create(bills, batch_size=BATCH)
        hanging: list[Any] = [*lines, *readings]
        for row in hanging:
            row.invoice_id = row.invoice.pk
        InvoiceLine.objects.bulk_create(lines, batch_size=BATCH)
        MileageReading.objects.bulk_create(readings, batch_size=BATCH)

    def _subject(self, rank: int) -> dict[str, Any]:
        """What an exchange or a task about a customer says of it."""
        customer = self.customers[rank]
        return {
            "subject_type": "customers", "subject_id": customer.pk, "subject_label": customer.display[:200],
            "person_id": customer.person_id, "organisation_id": customer.organisation_id,
            "owner_id": customer.assigned_to_id,
        }  # fmt: skip

    def _exchanges(self) -> None:
        rows = []
        for said in self.school.exchanges:
            author, at = self.user_of(said.author), self.moment(said.day, said.hour)
            made = Interaction(kind=said.kind, at=at, subject=said.subject, body=said.body, direction=said.direction,
                               outcome=said.outcome, author=author, created_by=author, created_at=at, changed_at=at,
                               **self._subject(said.sheet))  # fmt: skip
            made.derive()
            rows.append(made)
        Interaction.objects.bulk_create(rows, batch_size=BATCH)
        self._link(Interaction, InteractionLink, rows, lambda row: {"interaction": row, "at": row.at})

    def _tasks(self) -> None:
        rows = []
        for rank, sheet in enumerate(self.school.sheets):
            if sheet.next_contact:
                who = self.user_of(sheet.seller)
                made = Task(title=sheet.next_title, due_date=sheet.next_contact, assigned_to=who, created_by=who,
                            **self._subject(rank))  # fmt: skip
                made.derive()
                rows.append(made)
        Task.objects.bulk_create(rows, batch_size=BATCH)
        self._link(Task, TaskLink, rows, lambda row: {"task": row})

    def _link(self, model: Any, link: Any, rows: list[Any], own: Callable[[Any], dict[str, Any]]) -> None:
        links = []
        for row in rows:
            links.append(link(**own(row), record_type="customers", record_id=row.subject_id))
            kind, pk = ("people", row.person_id) if row.person_id else ("organisations", row.organisation_id)
            links.append(link(**own(row), record_type=kind, record_id=pk))
        link.objects.bulk_create(links, batch_size=BATCH)
        through, name = model.networks.through, model._meta.model_name
        sites = {customer.pk: customer.dealership_id for customer in self.customers}
        through.objects.bulk_create(
            [through(**{f"{name}_id": row.pk, "network_id": sites[row.subject_id]}) for row in rows],
            batch_size=BATCH,
        )

    def _sales(self) -> None:
        Opportunity.objects.bulk_create(
            [
                Opportunity(customer=self.customers[sale.sheet], condition=sale.condition, wanted=sale.wanted,
                            energy=sale.energy, stage=sale.stage, amount=sale.amount, opened_on=sale.opened,
                            expected_on=sale.expected, closed_on=sale.closed, lost_because=sale.lost_because,
                            assigned_to=self.user_of(sale.seller),
                            dealership=self.network(self.school.sheets[sale.sheet]))
                for sale in self.school.sales
            ],
            batch_size=BATCH,
        )  # fmt: skip
        VehicleRequest.objects.bulk_create(
            [
                VehicleRequest(kind=ask.kind, customer=self.customers[ask.sheet], asked_on=ask.day, wanted=ask.wanted,
                               planned_at=self.moment(ask.planned, ask.hour) if ask.planned else None,
                               status=ask.status,
                               vehicle=self.cars[ask.car] if ask.car is not None else None, mileage=ask.mileage,
                               estimate=ask.estimate, offer=ask.offer, assigned_to=self.user_of(ask.seller),
                               dealership=self.network(self.school.sheets[ask.sheet]))
                for ask in self.school.asks
            ],
            batch_size=BATCH,
        )  # fmt: skip

    def _leads(self) -> None:
        rows = []
        for lead in self.school.leads:
            at = self.now - timedelta(minutes=lead.minutes_ago)
            made = Lead(first_name=lead.first_name, last_name=lead.last_name, email=lead.email, phone=lead.phone,
                        kind=lead.kind, issued_at=at, wanted=lead.wanted, message=lead.message, postcode=lead.postcode,
                        city=lead.city, status=lead.status, dealership=self.networks[lead.site], created_at=at,
                        changed_at=at, assigned_to=self.user_of(lead.seller) if lead.seller else None)  # fmt: skip
            made.derive()
            rows.append(made)
        Lead.objects.bulk_create(rows, batch_size=BATCH)
