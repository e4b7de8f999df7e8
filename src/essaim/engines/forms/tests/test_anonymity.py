"""Where anonymity is promised, nothing in the whole base ties an answer to a person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from essaim.engines.forms.actions.opening import do_invite
from essaim.engines.forms.choices import Access
from essaim.engines.forms.doors import ticket_link
from essaim.engines.forms.factories import published, question
from essaim.engines.forms.models import Response, Ticket, Voice
from essaim.engines.records.api import change, record_types

SECRET = "un-mot-introuvable-ailleurs"


@pytest.fixture
def form(network):
    return published(question("q1", "long_text", label="Dites-nous"), networks=[network], anonymous=True)


def rows_of_the_base():
    """(model, every column as text) for each row of every table."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            for row in model._base_manager.values():
                yield model, {name: str(value) for name, value in row.items()}


def rows_holding(*words):
    return [
        (model, row)
        for model, row in rows_of_the_base()
        if any(word in value for value in row.values() for word in words)
    ]


def path_of(ticket):
    return ticket_link(ticket).partition("127.0.0.1:8000")[2]


@pytest.fixture
def invited(form, author, django_capture_on_commit_callbacks):
    people = [(f"Personne {n}", f"personne{n}@exemple.org") for n in range(4)]
    with django_capture_on_commit_callbacks(execute=True):
        do_invite(actor=author, form=form, people=people)
    return list(Ticket.objects.order_by("email"))


def test_an_invited_answer_leads_to_nobody(client, form, invited, django_capture_on_commit_callbacks):
    assert len(mail.outbox) == 4
    ticket = invited[2]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            path_of(ticket),
            {"do": "send", "q1": SECRET, "version": form.published_id},
            REMOTE_ADDR="192.0.2.77",
        )
    voice = Voice.objects.get()
    assert voice.values == {"q1": SECRET}
    telling = rows_holding(SECRET, str(voice.pk), voice.pk.hex, str(voice.response_id), voice.response_id.hex)
    assert {model._meta.label for model, _row in telling} == {"forms.Response", "forms.Voice"}
    identity = ("personne", str(ticket.pk), ticket.pk.hex, ticket.nonce, "192.0.2.77")
    for _model, row in telling:
        assert not [value for value in row.values() if any(mark in value for mark in identity)]
        moments = [value for name, value in row.items() if name.endswith("_at") and value != "None"]
        assert all(value[11:19] in ("11:00:00", "10:00:00", "12:00:00") for value in moments), (
            "days, never hours"
        )
    ticket.refresh_from_db()
    spent = Ticket.objects.filter(pk=ticket.pk).values()[0]
    fresh = Ticket.objects.filter(pk=invited[0].pk).values()[0]
    told = {name for name in spent if spent[name] != fresh[name]}
    assert told == {"id", "name", "email", "nonce", "used"}, "that it was used, not when nor for what"


def test_keys_say_nothing_of_the_order(form, invited, client):
    for ticket in invited:
        client.post(path_of(ticket), {"do": "send", "q1": str(ticket), "version": form.published_id})
    order = list(Response._base_manager.order_by("id").values_list("voices__values__q1", flat=True))
    assert sorted(order) == sorted(str(ticket) for ticket in invited)
    assert all(response.pk.version == 4 for response in Response._base_manager.all())


def test_a_link_answers_once(client, form, invited):
    path = path_of(invited[0])
    client.post(path, {"do": "send", "q1": "une", "version": form.published_id})
    again = client.post(path, {"do": "send", "q1": "deux", "version": form.published_id})
    assert again.status_code == 409
    assert Voice.objects.count() == 1
    assert "déjà servi" in client.get(path).content.decode()


def test_a_refused_answer_does_not_spend_the_link(client, network, author):
    form = published(question("q1", label="Dites", required=True), networks=[network], anonymous=True)
    do_invite(actor=author, form=form, people=[("", "a@exemple.org")])
    ticket = Ticket.objects.get()
    client.post(path_of(ticket), {"do": "send", "version": form.published_id})
    ticket.refresh_from_db()
    assert not ticket.used


def test_a_member_answers_once_and_leaves_no_trace(client, form, member):
    form.access = Access.MEMBERS
    form.save()
    client.force_login(member)
    url = reverse("forms:member", kwargs={"key": form.key})
    client.post(url, {"do": "send", "q1": SECRET, "version": form.published_id})
    client.post(url, {"do": "send", "q1": "encore", "version": form.published_id})
    voice = Voice.objects.get()
    assert (voice.user_id, voice.person_id, voice.name, voice.email, voice.nonce) == (None, None, "", "", "")
    marks = (member.email, f"user:{member.pk}")
    for _model, row in rows_holding(SECRET, str(voice.response_id)):
        assert not [value for value in row.values() if any(mark in value for mark in marks)]


def test_no_draft_is_kept_on_the_server(client, form):
    url = reverse("forms:entrance", kwargs={"key": form.key})
    refused = client.post(url, {"do": "keep", "q1": SECRET}, headers={"x-requested-with": "fetch"})
    assert refused.status_code >= 400
    assert not Response._base_manager.exists()
    assert "data-draft" in client.get(url).content.decode()


def test_the_base_itself_refuses_a_name_beside_an_anonymous_voice(form, member):
    response = Response._base_manager.create(form=form, version=form.published)
    for named in ({"user": member}, {"email": "a@exemple.org"}, {"name": "Awa"}, {"nonce": "abc"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Voice.objects.create(response=response, anonymous=True, **{"nonce": "", **named})


def test_the_promise_does_not_change_once_somebody_answered(form, author, client, invited):
    client.post(path_of(invited[0]), {"do": "send", "q1": "x", "version": form.published_id})
    with pytest.raises(ValidationError):
        change(actor=author, record_type=record_types.get("forms"), obj=form, values={"anonymous": False})


def test_too_few_answers_show_nothing(client, form, invited, author):
    client.force_login(author)
    results = reverse("forms:results", kwargs={"pk": form.pk})
    for number, ticket in enumerate(invited, 1):
        client.post(path_of(ticket), {"do": "send", "q1": SECRET, "version": form.published_id})
        assert (SECRET in client.get(results).content.decode()) == (number >= 3)
        export = client.get(reverse("forms:export_csv", kwargs={"pk": form.pk}))
        assert export.status_code == (200 if number >= 3 else 404)
        one = client.get(reverse("forms:response", kwargs={"pk": Response._base_manager.first().pk}))
        assert one.status_code == (200 if number >= 3 else 404)


def test_reminders_stop_on_answer(form, invited, client, author):
    from essaim.engines.forms.actions.reminding import remind

    form.reminder_days = 2
    form.save()
    Ticket.objects.update(invited_on=timezone.localdate() - timedelta(days=3))
    client.post(path_of(invited[0]), {"do": "send", "q1": "x", "version": form.published_id})
    mail.outbox.clear()
    remind()
    remind()
    assert sorted(message.to[0] for message in mail.outbox) == [f"personne{n}@exemple.org" for n in (1, 2, 3)]
