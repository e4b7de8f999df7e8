"""An erased person leaves no name in the dealership's tables either."""

from __future__ import annotations

import pytest

from essaim.engines.directory.models import Person
from essaim.engines.privacy.api import do_erase
from essaim.engines.records.api import create, record_types
from essaim.engines.timeline.api import Task, TaskLink
from essaim.modules.dealership.models import Customer, Lead, Vehicle
from tests.samples import people

pytestmark = pytest.mark.django_db


def test_names_and_plates_go(django_capture_on_commit_callbacks):
    officer = people.admin()
    person = Person.objects.create(first_name="Fatoumata", last_name="Zébulonne")
    customer = Customer.objects.create(person=person, profession="Notaire", projects="Déménage")
    Vehicle.objects.create(customer=customer, make="Peugeot", model="208", registration="AB-123-CD")
    Lead.objects.create(last_name="Zébulonne", kind="contact", customer=customer)
    task = create(
        actor=officer, record_type=record_types.get("tasks"), values={"title": "Relancer Zébulonne"}
    )
    Task.objects.filter(pk=task.pk).update(status="done", subject_type="customers", subject_id=customer.pk)
    TaskLink.objects.create(task=task, record_type="customers", record_id=customer.pk)
    with django_capture_on_commit_callbacks(execute=True):
        do_erase(actor=officer, person=person)
    customer.refresh_from_db()
    assert customer.profession == customer.projects == ""
    assert customer.display == f"Personne anonymisée {person.pk}"
    assert "zebulonne" not in customer.filter_text
    assert Vehicle.objects.get().registration == ""
    assert not Lead.objects.exists()
    assert Task.objects.get().title == "Tâche"
