"""People asked by mail: one link each, reminders that stop, nothing sent twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from essaim.engines.forms.actions.opening import do_invite
from essaim.engines.forms.actions.reminding import invite_voices, remind, sweep
from essaim.engines.forms.choices import Access
from essaim.engines.forms.doors import voice_path
from essaim.engines.forms.factories import published, question
from essaim.engines.forms.models import Attachment, Response, Voice
from essaim.engines.forms.pages.share import people_of
from essaim.engines.rights.api import Refused


@pytest.fixture
def form(network):
    return published(
        question("q1", label="Nom"),
        networks=[network],
        access=Access.INVITED,
        reminder_days=3,
        reminders_most=2,
    )


@pytest.fixture
def asked(form, author, client, django_capture_on_commit_callbacks):
    client.force_login(author)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("forms:invite", kwargs={"pk": form.pk}),
            {"people": "Awa Diop <awa@exemple.org>\nModou; modou@exemple.org\n\nseule@exemple.org"},
        )
    client.logout()
    return {
        voice.email: voice for voice in Voice.objects.select_related("response__form", "response__version")
    }


def test_each_gets_a_link_of_their_own(client, form, asked):
    assert sorted(asked) == ["awa@exemple.org", "modou@exemple.org", "seule@exemple.org"]
    assert len({message.body for message in mail.outbox}) == 3
    answer = client.post(voice_path(asked["awa@exemple.org"]), {"do": "send", "revision": 0, "q1": "Awa"})
    assert answer.status_code == 302
    assert client.get(reverse("forms:entrance", kwargs={"key": form.key})).status_code == 404


def test_nobody_is_asked_twice(form, author, asked, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert (
            do_invite(actor=author, form=form, people=[("Awa", "AWA@exemple.org"), ("", "autre@exemple.org")])
            == 1
        )
    invite_voices([str(voice.pk) for voice in asked.values()])
    assert [message.to[0] for message in mail.outbox] == ["autre@exemple.org"]


def test_reminders_follow_their_pace_and_stop_on_answer(client, form, asked):
    mail.outbox.clear()
    remind()
    assert mail.outbox == []
    Voice.objects.update(invited_at=timezone.now() - timedelta(days=4))
    client.post(voice_path(asked["awa@exemple.org"]), {"do": "send", "revision": 0, "q1": "Awa"})
    remind()
    remind()
    assert sorted(message.to[0] for message in mail.outbox) == ["modou@exemple.org", "seule@exemple.org"]
    for _ in range(3):
        Voice.objects.update(reminded_at=timezone.now() - timedelta(days=4))
        remind()
    assert len(mail.outbox) == 4, "two reminders each at the most"
    form.closes_at = timezone.now() - timedelta(hours=1)
    form.save()
    Voice.objects.update(reminders=0)
    remind()
    assert len(mail.outbox) == 4, "a closed form writes to nobody"


def test_a_letter_that_could_not_leave_is_tried_again(asked, monkeypatch):
    from essaim.engines.forms.actions import reminding

    voice = asked["awa@exemple.org"]
    Voice.objects.filter(pk=voice.pk).update(invited_at=None)
    monkeypatch.setattr(
        reminding, "write_to_voice", lambda voice: (_ for _ in ()).throw(OSError("no server"))
    )
    invite_voices([str(voice.pk)])
    assert Voice.objects.get(pk=voice.pk).invited_at is None


def test_one_who_may_not_invite_does_not(form, stranger, member):
    for user in (member, stranger):
        with pytest.raises(Refused):
            do_invite(actor=user, form=form, people=[("", "a@exemple.org")])


@pytest.mark.parametrize("line", ["pas une adresse", "a@b@c", "<script>"])
def test_a_line_that_is_no_address_is_named(line):
    with pytest.raises(ValidationError, match="n’est pas une adresse"):
        people_of(f"Awa <awa@exemple.org>\n{line}")


def test_a_member_resumes_and_answers_once(client, form, member):
    form.access = Access.MEMBERS
    form.save()
    client.force_login(member)
    url = reverse("forms:member", kwargs={"key": form.key})
    assert form.title in client.get(reverse("forms:mine")).content.decode()
    client.post(url, {"do": "keep", "revision": 0, "q1": "Mo"})
    assert 'value="Mo"' in client.get(url).content.decode()
    client.post(url, {"do": "send", "revision": 1, "q1": "Modou"})
    client.post(url, {"do": "send", "revision": 0, "q1": "Encore"})
    voice = Voice.objects.get()
    assert (voice.user, voice.values, voice.state) == (member, {"q1": "Modou"}, "sent")


def test_a_form_of_another_network_is_not_for_me(client, form, stranger):
    form.access = Access.MEMBERS
    form.save()
    client.force_login(stranger)
    assert client.get(reverse("forms:member", kwargs={"key": form.key})).status_code == 404
    assert form.title not in client.get(reverse("forms:mine")).content.decode()


def test_forgotten_drafts_are_swept_and_invitations_stay(asked, form):
    old = timezone.now() - timedelta(days=100)
    draft = Response._base_manager.create(form=form, version=form.published, once="x", created_at=old)
    voice = Voice.objects.create(response=draft, state="draft", changed_at=old)
    Attachment.objects.create(
        voice=voice, question="q1", name="a", kind="text/plain", size=1, stored="forms/none"
    )
    Response._base_manager.exclude(pk=draft.pk).update(created_at=old)
    sweep()
    assert not Response._base_manager.filter(pk=draft.pk).exists()
    assert Voice.objects.count() == 3
