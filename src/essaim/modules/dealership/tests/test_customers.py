"""One sheet, two places: what is typed on a customer stands in the directory, and the other way round."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from essaim.engines.directory.api import Consent, Person, do_record_consents
from essaim.engines.duplicates.api import Merge, merge, unmerge
from essaim.engines.journal.api import history
from essaim.engines.records.api import StaleRecord, change, delete, record_types
from essaim.engines.timeline.api import Interaction, Task
from essaim.modules.dealership.factories import CustomerFactory
from essaim.modules.dealership.models import Customer, Invoice


def write(admin, obj, /, version=None, **values):
    type_name = "people" if isinstance(obj, Person) else "customers"
    return change(
        actor=admin, record_type=record_types.get(type_name), obj=obj, values=values, version=version
    )


def test_a_private_customer_is_a_person_of_the_directory(make):
    made = make(
        "customers", civility="mme", first_name="Élodie", last_name="Le Goff", street_number="12 bis",
        street_name="rue des Lilas", postcode="44000", city="Nantes",
        mobile="06 12 34 56 78", birth_date=date(1988, 2, 29),
    )  # fmt: skip
    person = Person.objects.get()
    assert (made.person, made.display, made.status, made.number) == (
        person,
        "Élodie Le Goff",
        "prospect",
        f"C{made.pk:06d}",
    )
    assert (person.street, person.mobile, person.department) == ("12 bis rue des Lilas", "+33612345678", "44")
    assert made.city == "Nantes"


def test_a_company_is_an_organisation_with_its_numbers_checked(make):
    made = make("customers", kind="company", company_name="Transports Morin", siret="732 829 320 00074",
                company_type="SARL", fleet_size="11-25", city="Rennes")  # fmt: skip
    body = made.organisation
    assert (body.name, body.siren, body.legal_form, made.fleet_size) == (
        "Transports Morin",
        "732829320",
        "SARL",
        "11-25",
    )
    with pytest.raises(ValidationError) as refused:
        make("customers", kind="company", company_name="Autre", siret="73282932000075")
    assert "siret" in refused.value.message_dict


def test_a_sheet_without_a_name_says_which_is_missing(make):
    with pytest.raises(ValidationError) as private:
        make("customers", first_name="Ève")
    with pytest.raises(ValidationError) as company:
        make("customers", kind="company")
    assert list(private.value.message_dict) == ["last_name"]
    assert list(company.value.message_dict) == ["company_name"]
    assert not Person.objects.exists()


def test_what_is_changed_on_either_side_shows_on_the_other(admin, make):
    made = make("customers", last_name="Morin", street_number="3", street_name="rue Haute")
    changed = write(admin, made, last_name="Morin-Duval", city="Vannes", version=made.version)
    assert changed.version == made.version + 1
    entry = history("dealership.customer", str(made.pk)).filter(kind="changed").get()
    assert {"person__last_name", "city"} <= entry.fields.keys()
    write(admin, made.person, last_name="Duval", street="14 place Foch")
    fresh = Customer.objects.get()
    assert (fresh.display, fresh.street_number, fresh.street_name) == ("Duval", "14", "place Foch")
    assert Customer.objects.filter(filter_text__holds="duval vannes").get() == fresh


def test_a_stale_sheet_is_refused_even_when_only_the_directory_changed(admin, make):
    made = make("customers", last_name="Morin")
    write(admin, made, city="Vannes", version=1)
    with pytest.raises(StaleRecord):
        write(admin, made, city="Brest", version=1)


def test_a_private_customer_never_becomes_a_company(admin, make):
    made = make("customers", last_name="Morin")
    with pytest.raises(ValidationError):
        write(admin, made, kind="company")
    for computed in ("status", "turnover", "age"):
        with pytest.raises(ValidationError):
            write(admin, made, **{computed: "customer"})


def test_consents_are_words_said_in_the_directory(admin, make):
    made = make("customers", last_name="Morin", consents=["email", "sms"])
    assert set(Consent.objects.values_list("channel", "given")) == {("email", True), ("sms", True)}
    write(admin, made, consents=["email", "phone"])
    assert Customer.objects.get().consents == ["phone", "email"]
    said = Consent(purpose="offers", given=False, source="unsubscribe")
    do_record_consents(actor=None, owner=made.person, channels=["email"], said=said)
    assert Customer.objects.get().consents == ["phone"], "an unsubscription shows on the sheet at once"


def test_the_next_contact_is_a_task_that_moves_and_goes(admin, make):
    made = make("customers", last_name="Morin", next_contact_on=date(2027, 1, 4))
    task = Task.objects.get()
    assert (task.due_date, task.subject_type, task.person) == (date(2027, 1, 4), "customers", made.person)
    write(admin, made, next_contact_on=date(2027, 1, 8))
    assert Task.objects.get().due_date == date(2027, 1, 8)
    assert Customer.objects.get().next_contact_on == date(2027, 1, 8)
    write(admin, made, next_contact_on=None)
    assert (Task.objects.get().status, Customer.objects.get().next_contact_on) == ("cancelled", None)


def test_the_age_is_that_of_today(as_admin, make):
    today = timezone.localdate()
    make("customers", last_name="Demain", birth_date=date(today.year - 30, 1, 1))
    birthday = today + timedelta(days=1)
    if birthday.year == today.year and (birthday.month, birthday.day) != (2, 29):
        make("customers", last_name="Bientôt", birth_date=birthday.replace(year=today.year - 30))
    rows = as_admin.get("/clients/", {"col": "display,age"}).context["listing"].rows
    assert {tuple(row.values) for row in rows} <= {("Demain", 30), ("Bientôt", 29)}
    for made in Customer.objects.all():
        assert (made.display, made.age) in {("Demain", 30), ("Bientôt", 29)}


def test_a_prospect_is_a_customer_with_the_first_invoice_and_only_then(
    admin, make, django_capture_on_commit_callbacks
):
    made = make("customers", last_name="Morin")
    make("opportunities", customer=made.pk, wanted="Clio", stage="5-order")
    assert Customer.objects.get().status == "prospect"
    with django_capture_on_commit_callbacks(execute=True):
        bill = make("invoices", kind="purchase", customer=made.pk, total="18500")
    assert Customer.objects.get().status == "customer"
    assert Interaction.objects.filter(source="dealership.became_customer", subject_id=made.pk).count() == 1
    delete(actor=admin, record_type=record_types.get("invoices"), obj=bill)
    assert Customer.objects.get().status == "prospect", "the only invoice was a mistake"


def test_two_sheets_of_people_merged_are_one_and_come_back(admin, make, django_capture_on_commit_callbacks):
    one, two = (
        make("customers", last_name="Morin"),
        make("customers", last_name="Morain", profession="boulangère"),
    )
    car = make("vehicles", make="Renault", model="Clio", customer=two.pk)
    make("invoices", kind="service", customer=two.pk, vehicle=car.pk, total="90")
    with django_capture_on_commit_callbacks(execute=True):
        merge(
            actor=admin,
            record_type=record_types.get("people"),
            kept_id=one.person_id,
            removed_id=two.person_id,
        )
    kept = Customer.objects.get(merged_into=None)
    assert (kept.pk, kept.status, kept.profession, kept.vehicles.get()) == (
        one.pk,
        "customer",
        "boulangère",
        car,
    )

    unmerge(actor=admin, merge=Merge.objects.get(), record_type=record_types.get("people"))
    back = Customer.objects.get(pk=two.pk)
    assert (back.merged_into, back.status, back.vehicles.get()) == (None, "customer", car)
    first = Customer.objects.get(pk=one.pk)
    assert (first.status, first.profession) == ("prospect", "")
    assert Invoice.objects.get().customer == back


def test_the_forms_ask_for_a_person_or_for_a_company(as_admin):
    private = as_admin.get("/clients/nouveau/").context["form"].fields
    company = as_admin.get("/clients/nouveau/?kind=company").context["form"].fields
    assert "last_name" in private
    assert "siret" not in private
    assert "siret" in company
    assert "last_name" not in company
    made = CustomerFactory()
    shown = as_admin.get(f"/clients/{made.pk}/modifier/").context["form"].fields
    assert "siret" not in shown
    assert "kind" not in shown
    page = as_admin.get(f"/clients/{made.pk}/").content.decode()
    assert "SIRET" not in page
    assert "Vue à 360°" in page
    answer = as_admin.post(
        "/clients/nouveau/?kind=company", {"kind": "company", "company_name": "Morin SA", "sure": "1"}
    )
    assert answer.status_code == 302
    assert Customer.objects.filter(kind="company").count() == 1
