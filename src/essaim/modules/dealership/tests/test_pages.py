"""Leads taken up, sales that advance, reminders, the base field by field; and who may not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from essaim.engines.records.api import bulk_actions
from essaim.engines.records.testing.people import user_with
from essaim.engines.timeline.api import Task
from essaim.modules.dealership import factories
from essaim.modules.dealership.models import Customer, Lead, Opportunity, VehicleRequest

pytestmark = pytest.mark.django_db


def test_a_lead_becomes_a_prospect_with_its_request(as_admin, make):
    lead = make(
        "leads", first_name="Awa", last_name="Sarr", phone="06 12 34 56 78", kind="test-drive", wanted="Zoé"
    )
    assert "Créer la fiche du prospect" in as_admin.get(f"/leads/{lead.pk}/").content.decode()
    assert as_admin.post(f"/concession/leads/{lead.pk}/fiche/").status_code == 302
    made = Customer.objects.get()
    assert (made.display, made.status, made.source) == ("Awa Sarr", "prospect", "web")
    assert made.mobile == "+33612345678"
    assert VehicleRequest.objects.values_list("customer", "wanted").get() == (made.pk, "Zoé")
    as_admin.post(f"/concession/leads/{lead.pk}/fiche/")
    assert Customer.objects.count() == 1, "a second click makes nothing"
    assert Lead.objects.get().status == "converted"


def test_a_lead_joins_the_sheet_it_resembles(as_admin, make):
    known = make("customers", first_name="Awa", last_name="Sarr", mobile="06 12 34 56 78")
    lead = make("leads", first_name="A.", last_name="SARR", phone="0612345678", kind="quote")
    assert "C’est cette personne" in as_admin.get(f"/leads/{lead.pk}/").content.decode()
    as_admin.post(f"/concession/leads/{lead.pk}/fiche/", {"customer": known.pk})
    assert Lead.objects.get().customer == known
    assert Customer.objects.count() == 1


def test_sales_advance_stage_by_stage(as_admin, make):
    sale = make(
        "opportunities", customer=make("customers", last_name="Morin").pk, wanted="Mégane", amount="31000"
    )
    page = as_admin.get("/concession/ventes/").content.decode()
    assert "Mégane" in page
    assert "1 affaire en cours pour 31" in page
    as_admin.post(
        f"/concession/ventes/{sale.pk}/etape/", {"stage": "6-delivered", "next": "/concession/ventes/"}
    )
    assert Opportunity.objects.get().closed_on == timezone.localdate()
    as_admin.post(f"/concession/ventes/{sale.pk}/etape/", {"stage": "4-negotiation"})
    assert Opportunity.objects.get().closed_on is None
    assert as_admin.post(f"/concession/ventes/{sale.pk}/etape/", {"stage": "99"}).status_code == 404


def test_the_pipeline_asks_the_same_for_many_sales(as_admin):
    factories.OpportunityFactory()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_admin.get("/concession/ventes/")
        return len(queries)

    asked()
    few = asked()
    factories.OpportunityFactory.create_batch(8)
    assert asked() <= few


def test_the_360_sheet_asks_the_same_for_many_cars(as_admin):
    customer = factories.CustomerFactory()
    car = factories.VehicleFactory(customer=customer)
    factories.MileageReadingFactory(vehicle=car)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert as_admin.get(f"/clients/{customer.pk}/").status_code == 200
        return len(queries)

    asked()
    few = asked()
    for car in factories.VehicleFactory.create_batch(4, customer=customer):
        factories.MileageReadingFactory(vehicle=car)
    assert asked() <= few + 1


def test_services_due_are_proposed_once(admin, as_admin, make):
    customer = make("customers", last_name="Morin")
    car = make("vehicles", make="Renault", model="Clio", customer=customer.pk,
               purchased_on=timezone.localdate() - timedelta(days=360))  # fmt: skip
    sold = make("vehicles", make="Renault", model="Mégane", customer=customer.pk, in_use=False)
    assert "Entretiens à proposer" in as_admin.get("/").content.decode()
    run = bulk_actions.get("dealership.remind").run
    assert run(actor=admin, ids=[car.pk, sold.pk], values={}) == "1 relance planifiée."
    assert run(actor=admin, ids=[car.pk], values={}).startswith("Aucune relance")
    assert Task.objects.get().person == customer.person


def test_every_field_of_the_base_has_its_list(as_admin):
    page = as_admin.get("/concession/champs/")
    addresses = [group["url"] for entity in page.context["entities"] for group in entity["groups"]]
    assert len(addresses) > 12
    for address in addresses:
        assert as_admin.get(address).context["errors"] == [], address


@pytest.mark.parametrize("path", ["/concession/champs/", "/concession/ventes/"])
def test_who_has_no_right_is_told_so(client, path):
    client.force_login(user_with())
    assert client.get(path).status_code == 403


def test_what_is_out_of_reach_is_not_there(client):
    sale, lead = factories.OpportunityFactory(), factories.LeadFactory()
    client.force_login(user_with("sales", "mine", "view", "change"))
    assert client.post(f"/concession/ventes/{sale.pk}/etape/", {"stage": "2-test"}).status_code == 404
    client.force_login(user_with("leads", "mine", "view", "change"))
    assert client.post(f"/concession/leads/{lead.pk}/fiche/").status_code == 404


def test_the_calendar_of_services_shows_their_day(make):
    make("vehicles", make="Renault", model="Clio", purchased_on=date(2026, 1, 31))
    from essaim.modules.dealership.models import Vehicle

    assert Vehicle.objects.get().next_service_on == date(2027, 1, 31)
