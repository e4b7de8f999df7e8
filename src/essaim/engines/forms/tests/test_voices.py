"""Several voices on one grid: each writes its own column in its turn, and can never touch another's."""

from __future__ import annotations

import contextlib
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from essaim.engines.directory.factories import OrganisationFactory
from essaim.engines.forms.actions.answering import Closed, Sitting, Stale, do_keep_draft, do_render
from essaim.engines.forms.actions.opening import Seat, do_open, do_renew, do_reopen
from essaim.engines.forms.doors import voice_path
from essaim.engines.forms.factories import published, question
from essaim.engines.forms.models import Response, Voice
from essaim.engines.records.testing_api import Caller
from tests.samples import people

YES = [{"key": "c1", "label": "Oui", "points": "1"}, {"key": "c2", "label": "Non", "points": "0"}]
PARTIES = [
    {"key": "p1", "label": "Structure", "turn": 1, "sees": [], "signs": True},
    {"key": "p2", "label": "Chargée de mission", "turn": 1, "sees": []},
    {"key": "p3", "label": "Prestataire", "turn": 2, "sees": ["p1"]},
]


@pytest.fixture
def grid(network):
    return published(
        question("q1", "choice", label="Délais tenus", choices=YES, voices=["p2"], comments=["p3"]),
        question(
            "q2", "choice", label="Relation de confiance", choices=YES, voices=["p1"], comments=["p1", "p3"]
        ),
        question(
            "q3", "long_text", label="Pourquoi ?", voices=["p1"], when={"q": "q2", "op": "is", "value": "c2"}
        ),
        networks=[network],
        more={"parties": PARTIES},
    )


@pytest.fixture
def opened(grid, author, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return do_open(
            actor=author, form=grid, title="Mission Atelier du Pont",
            seats=[
                Seat("p1", "Association du Pont", "pont@example.org"),
                Seat("p2", "Thomas", "thomas@example.org"),
                Seat("p3", "Cabinet Conseil", "conseil@example.org"),
            ],
        )  # fmt: skip


def voice_of(response, party):
    return Voice.objects.select_related("response__form", "response__version").get(
        response=response, party=party
    )


def sitting(voice, user=None):
    return Sitting(voice.response.form, voice.response.version, voice, user)


def render(voice, raw, signature=None):
    return do_render(
        actor=None, sitting=sitting(voice), raw=raw, revision=voice.revision, signature=signature
    )


def test_only_those_whose_turn_it_is_are_written_to(opened):
    assert sorted(message.to[0] for message in mail.outbox) == ["pont@example.org", "thomas@example.org"]
    assert voice_path(voice_of(opened, "p1")) in mail.outbox[0].body + mail.outbox[1].body


def test_a_party_waits_for_its_turn(client, opened):
    page = client.get(voice_path(voice_of(opened, "p3")))
    assert "pas encore votre tour" in page.content.decode()
    with pytest.raises(Closed):
        render(voice_of(opened, "p3"), {})


def test_the_whole_round(client, opened, author, django_capture_on_commit_callbacks):
    first = client.get(voice_path(voice_of(opened, "p1"))).content.decode()
    assert "Relation de confiance" in first
    assert "Délais tenus" not in first
    unsigned = client.post(
        voice_path(voice_of(opened, "p1")), {"revision": 0, "do": "send", "q2": "c2", "q3": "Retards"}
    )
    assert unsigned.status_code == 422
    data = {
        "revision": 0,
        "do": "send",
        "q2": "c2",
        "q3": "Retards",
        "signing--name": "A. Diop",
        "signing--strokes": "[[1,2,30,40]]",
    }
    assert client.post(voice_path(voice_of(opened, "p1")), data).status_code == 302
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(voice_path(voice_of(opened, "p2")), {"revision": 0, "do": "send", "q1": "c1"})
    assert [message.to[0] for message in mail.outbox] == ["conseil@example.org"]
    last = client.get(voice_path(voice_of(opened, "p3"))).content.decode()
    assert "Retards" in last
    assert "Thomas" not in last
    client.post(
        voice_path(voice_of(opened, "p3")), {"revision": 0, "do": "send", "q2--comment": "Nous contestons"}
    )
    done = Response._base_manager.get()
    assert done.progress == "done"
    assert voice_of(opened, "p1").signature["name"] == "A. Diop"
    client.force_login(author)
    page = client.get(reverse("forms:response", kwargs={"pk": done.pk})).content.decode()
    for told in ("Retards", "Nous contestons", "Oui", "A. Diop"):
        assert told in page
    pdf = client.get(reverse("forms:response_pdf", kwargs={"pk": done.pk}))
    assert pdf.content.startswith(b"%PDF-")


@pytest.mark.parametrize("foreign", ["q1", "q1--comment", "q3--comment"])
def test_another_column_sent_by_page_is_not_written(client, opened, foreign):
    before = voice_of(opened, "p2").values
    client.post(voice_path(voice_of(opened, "p1")), {"revision": 0, "do": "keep", "q2": "c1", foreign: "c2"})
    assert voice_of(opened, "p1").values == {"q2": "c1"}
    assert voice_of(opened, "p2").values == before


def test_another_column_is_refused_by_the_api(client, grid, author, network):
    users = [people.user(), people.user()]
    response = do_open(
        actor=author, form=grid, seats=[Seat("p1", user=users[0]), Seat("p2", user=users[1])], title="x"
    )
    mine, other = voice_of(response, "p1"), voice_of(response, "p2")
    call = Caller(client, users[0])

    def put(voice, values, **more):
        return call("put", f"/api/v1/form-voices/{voice.pk}/", {"values": values, "revision": 0, **more})

    assert put(other, {"q1": "c1"}).status_code == 404
    assert put(mine, {"q1": "c1"}).status_code == 403
    assert put(mine, {"q2": "inconnu"}, render=True).status_code == 400
    assert put(mine, {"q2": "c1"}).status_code == 200
    assert put(mine, {"q2": "c2"}).status_code == 409
    assert voice_of(response, "p1").values == {"q2": "c1"}
    assert voice_of(response, "p2").values == {}
    assert Caller(client, users[0], "read")("put", f"/api/v1/form-voices/{mine.pk}/", {}).status_code == 403
    listed = call("get", "/api/v1/form-voices/").json()
    assert [line["id"] for line in listed] == [str(mine.pk)]


def test_somebody_elses_voice_does_not_exist_on_the_pages(client, opened, member, author):
    voice = voice_of(opened, "p1")
    for user in (member, author):
        client.force_login(user)
        assert client.get(reverse("forms:own", kwargs={"pk": voice.pk})).status_code == 404
        assert (
            client.post(reverse("forms:own", kwargs={"pk": voice.pk}), {"do": "keep", "q2": "c1"}).status_code
            == 404
        )
    assert voice_of(opened, "p1").values == {}


def test_who_reads_results_and_also_speaks_waits_to_have_spoken(client, grid, author):
    response = do_open(
        actor=author,
        form=grid,
        seats=[Seat("p1", "Pont", "pont@example.org"), Seat("p2", user=author)],
        title="x",
    )
    render(voice_of(response, "p1"), {"q2": "c2", "q3": "Confidence"}, {"name": "Pont"})
    client.force_login(author)
    page = reverse("forms:response", kwargs={"pk": response.pk})
    assert "Confidence" not in client.get(page).content.decode()
    render(voice_of(response, "p2"), {"q1": "c1"})
    assert "Confidence" in client.get(page).content.decode()


def test_a_link_is_handed_over_only_to_who_cannot_be_written_to(client, opened, grid, author):
    client.force_login(author)
    kept = reverse("forms:personal_link", kwargs={"pk": opened.pk, "voice": voice_of(opened, "p1").pk})
    assert client.get(kept).status_code == 404
    client.post(reverse("forms:open_grid", kwargs={"pk": grid.pk}), {"people-p1": "Sans adresse"})
    handed = Voice.objects.get(name="Sans adresse")
    page = client.get(reverse("forms:personal_link", kwargs={"pk": handed.response_id, "voice": handed.pk}))
    assert voice_path(handed) in page.content.decode()
    reads = apps.get_model("journal.Entry").objects.filter(kind="read", object_id=str(handed.response_id))
    assert [(entry.actor, "Sans adresse" in entry.note) for entry in reads] == [(author, True)]


def test_a_forged_expired_or_replaced_link_opens_nothing(client, opened, author):
    voice = voice_of(opened, "p1")
    path = voice_path(voice)
    assert client.get(path[:-2] + "x/").status_code == 404
    Voice.objects.filter(pk=voice.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "plus valable" in client.get(path).content.decode()
    assert client.post(path, {"revision": 0, "do": "keep", "q2": "c1"}).status_code == 409
    do_renew(actor=author, voice=voice)
    assert client.get(path).status_code == 404
    assert client.get(voice_path(voice_of(opened, "p1"))).status_code == 200


def test_a_rendered_column_changes_only_when_it_is_given_back(opened, author):
    voice = voice_of(opened, "p1")
    render(voice, {"q2": "c1"}, {"name": "Pont"})
    with pytest.raises(Closed):
        render(voice_of(opened, "p1"), {"q2": "c2"}, {"name": "Pont"})
    do_reopen(actor=author, voice=voice_of(opened, "p1"))
    again = voice_of(opened, "p1")
    assert (again.state, again.signature, again.nonce == voice.nonce) == ("draft", {}, False)
    render(again, {"q2": "c2", "q3": "Retards"}, {"name": "Pont"})
    assert voice_of(opened, "p1").values["q2"] == "c2"


def test_lines_of_this_grid_alone(author, network):
    form = published(
        question("q1", "matrix", label="Résultats", choices=YES, rows=[{"key": "r1", "label": "?"}], voices=["p1"]),
        networks=[network], more={"parties": [{"key": "p1", "label": "Structure"}]},
    )  # fmt: skip
    subject = OrganisationFactory(networks=[network])
    response = do_open(
        actor=author, form=form, subject=subject, seats=[Seat("p1", "S", "s@example.org")],
        rows={"q1": ["Projet écrit", "Budget à trois ans", "Équipe formée"]}, prefill={"q1": {"r1": "c1"}},
    )  # fmt: skip
    voice = voice_of(response, "p1")
    assert [row.label for row in sitting(voice).definition.question("q1").rows] == [
        "Projet écrit",
        "Budget à trois ans",
        "Équipe formée",
    ]
    assert (voice.values, response.subject_type, response.subject_id) == (
        {"q1": {"r1": "c1"}},
        "organisations",
        subject.pk,
    )


COLUMNS = {"p1": {"q2", "q3", "q2__comment"}, "p2": {"q1"}, "p3": {"q1__comment", "q2__comment"}}
GESTURES = st.lists(
    st.tuples(
        st.sampled_from(["p1", "p2", "p3"]),
        st.sampled_from(["keep", "render"]),
        st.dictionaries(
            st.sampled_from(["q1", "q2", "q3", "q1__comment", "q2__comment", "q3__comment", "voices", "?"]),
            st.sampled_from(["c1", "c2", "texte", "", 3, None, ["c1"], {"r": "c1"}]),
            max_size=5,
        ),
        st.integers(0, 3),
    ),
    max_size=8,
)


@given(gestures=GESTURES)
@pytest.mark.django_db
def test_whatever_is_sent_each_column_holds_only_its_own(gestures):
    """Random gestures by page and by API values: no voice ever holds, changes or loses another's words."""
    from essaim.engines.forms.filling.reading import from_api

    with transaction.atomic():
        form = published(
            question("q1", "choice", choices=YES, voices=["p2"], comments=["p3"]),
            question("q2", "choice", choices=YES, voices=["p1"], comments=["p1", "p3"]),
            question("q3", "long_text", voices=["p1"], when={"q": "q2", "op": "is", "value": "c2"}),
            more={"parties": PARTIES},
        )
        response = do_open(actor=None, form=form, seats=[Seat(key, key) for key in COLUMNS], title="x")
        for party, gesture, sent, revision in gestures:
            before = {voice.party: (voice.values, voice.state) for voice in response.voices.all()}
            voice = voice_of(response, party)
            raw, foreign = from_api(sitting(voice).definition, sent, party)
            assert not set(raw) - COLUMNS[party]
            assert set(foreign) == set(sent) - COLUMNS[party]
            act = do_keep_draft if gesture == "keep" else do_render
            more = {"signature": {"name": "S"}} if gesture == "render" else {}
            with contextlib.suppress(Closed, Stale):
                act(actor=None, sitting=sitting(voice), raw=raw, revision=revision, **more)
            after = {voice.party: (voice.values, voice.state) for voice in response.voices.all()}
            for other, own in COLUMNS.items():
                assert not set(after[other][0]) - own
                if other != party or before[other][1] == "sent":
                    assert after[other] == before[other]
        transaction.set_rollback(True)
