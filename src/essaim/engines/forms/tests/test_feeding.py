"""An answer fills a record: a candidate's form makes the candidate."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from essaim.engines.directory.api import Person
from essaim.engines.forms.actions.answering import Sitting, do_render
from essaim.engines.forms.actions.feeding import do_feed, do_set_feeds
from essaim.engines.forms.factories import published, question
from essaim.engines.forms.models import Response
from essaim.engines.rights.api import Refused

FIELDS = {
    "first_name": "q1",
    "last_name": "q2",
    "mobile": "q3",
    "birth_date": "q4",
    "sex": "q5",
    "city": "q6.city",
}


SEXES = [{"key": "c1", "label": "Femme"}, {"key": "c2", "label": "Homme"}]


@pytest.fixture
def form(network, author):
    return published(
        question("q1", label="Prénom"), question("q2", label="Nom"), question("q3", "phone", label="Tél."),
        question("q4", "date", label="Né(e) le"),
        question("q5", "choice", label="Sexe", choices=SEXES),
        question("q6", "address", label="Adresse"),
        networks=[network], owner=author, feeds={"type": "people", "fields": FIELDS, "auto": False},
    )  # fmt: skip


RAW = {
    "q1": "Bineta",
    "q2": "Sow",
    "q3": "+221 77 123 45 67",
    "q4": "2001-02-03",
    "q5": "c1",
    "q6": {"city": "Thiès"},
}


def answered(form, capture, **more):
    with capture(execute=True):
        do_render(actor=None, sitting=Sitting(form, form.published), raw={**RAW, **more}, revision=0)
    return Response._base_manager.order_by("-created_at").first()


def test_a_decision_makes_the_person_once(client, form, author, django_capture_on_commit_callbacks):
    response = answered(form, django_capture_on_commit_callbacks)
    assert response.feeding == "waiting"
    client.force_login(author)
    assert "Bineta" in client.get(reverse("forms:feeds", kwargs={"pk": form.pk})).content.decode()
    decide = reverse("forms:decide", kwargs={"pk": response.pk})
    for _ in range(2):
        client.post(decide)
    person = Person.objects.get()
    assert (person.first_name, person.last_name, person.sex, person.birth_date.isoformat(), person.city) == (
        "Bineta", "Sow", "f", "2001-02-03", "Thiès",
    )  # fmt: skip
    assert person.created_by == author
    response.refresh_from_db()
    assert (response.fed_type, response.fed_id) == ("people", person.pk)
    with pytest.raises(ValidationError):
        do_feed(actor=author, response=response)


def test_by_itself_unless_somebody_resembles(form, author, django_capture_on_commit_callbacks):
    form.feeds = {**form.feeds, "auto": True}
    form.save()
    first = answered(form, django_capture_on_commit_callbacks)
    assert (Person.objects.count(), first.feeding) == (1, "done")
    second = answered(form, django_capture_on_commit_callbacks)
    assert (Person.objects.count(), second.feeding) == (1, "waiting")
    assert "Ressemble" in second.feeding_note


def test_a_known_record_is_completed(client, form, author, network, django_capture_on_commit_callbacks):
    from essaim.engines.directory.factories import PersonFactory

    known = PersonFactory(first_name="Bineta", last_name="Sow", networks=[network])
    response = answered(form, django_capture_on_commit_callbacks)
    client.force_login(author)
    client.post(reverse("forms:decide", kwargs={"pk": response.pk}), {"record": known.pk})
    known.refresh_from_db()
    assert (Person.objects.count(), known.mobile) == (1, "+221771234567")


def test_without_the_right_nothing_is_written(form, member, django_capture_on_commit_callbacks):
    form.owner, form.feeds = member, {**form.feeds, "auto": True}
    form.save()
    response = answered(form, django_capture_on_commit_callbacks)
    assert (Person.objects.count(), response.feeding) == (0, "waiting")
    assert response.feeding_note
    with pytest.raises(Refused):
        do_set_feeds(actor=member, form=form, feeds={"type": "people", "fields": {"last_name": "q1"}})


def test_the_choice_of_fields_is_made_on_the_page(client, form, author):
    client.force_login(author)
    url = reverse("forms:feeds", kwargs={"pk": form.pk})
    client.post(f"{url}?type=people", {"last_name": "q2", "first_name": "inconnue", "auto": "1"})
    form.refresh_from_db()
    assert form.feeds == {"type": "people", "fields": {"last_name": "q2"}, "auto": True}
    client.post(f"{url}?type=people", {"stop": "1"})
    form.refresh_from_db()
    assert form.feeds == {}
