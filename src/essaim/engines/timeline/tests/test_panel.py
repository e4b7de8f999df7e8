"""The timeline on a record: written in one line, read newest first, under rights."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.engines.directory.factories import PersonFactory
from essaim.engines.journal.models import Entry
from essaim.engines.timeline.factories import InteractionFactory, TaskFactory
from essaim.engines.timeline.models import Interaction, Task
from tests.samples import people

HTMX = {"hx-request": "true"}


def place(person, action=""):
    return f"/suivi/personnes/{person.pk}/{action}"


def test_a_line_becomes_an_exchange_on_the_record(as_admin, admin, awa):
    html = as_admin.post(
        place(awa, "noter/"), {"texte": "tel 10min elle cherche un stage"}, headers=HTMX
    ).content.decode()
    made = Interaction.objects.get()
    assert (made.kind, made.minutes, made.subject) == ("call", 10, "Elle cherche un stage")
    assert (made.author, made.person, made.subject_label) == (admin, awa, "Awa Diop")
    assert list(made.networks.all()) == list(awa.networks.all())
    assert "Elle cherche un stage" in html
    assert Entry.objects.filter(model="timeline.interaction", kind="created").exists()


def test_a_line_becomes_a_task_on_the_record(as_admin, admin, awa):
    html = as_admin.post(
        place(awa, "noter/"), {"texte": "rappeler demain 14h"}, headers=HTMX
    ).content.decode()
    made = Task.objects.get()
    assert (made.title, made.due_date, made.due_time.hour) == (
        "Rappeler",
        timezone.localdate() + timedelta(days=1),
        14,
    )
    assert (made.assigned_to, made.person) == (admin, awa)
    assert "Rappeler" in html


def test_the_writer_may_choose_the_nature(as_admin, awa):
    as_admin.post(place(awa, "noter/"), {"texte": "rappeler demain", "nature": "echange"}, headers=HTMX)
    assert Interaction.objects.count() == 1
    assert not Task.objects.exists()


def test_a_task_may_be_given_to_somebody(as_admin, colleague, awa):
    colleague.first_name = "Sandrine"
    colleague.save()
    as_admin.post(place(awa, "noter/"), {"texte": "@sandrine envoyer le devis vendredi"}, headers=HTMX)
    assert Task.objects.get().assigned_to == colleague


def test_the_preview_says_what_was_understood_and_writes_nothing(as_admin, awa):
    html = as_admin.get(
        place(awa, "compris/"), {"texte": "tel urgent demain rappeler @personne"}
    ).content.decode()
    for words in ("Tâche", "Rappeler", "priorité haute", "Personne ne s’appelle"):
        assert words in html
    assert not Task.objects.exists()


def test_a_line_without_words_is_refused_and_said(as_admin, awa):
    answer = as_admin.post(place(awa, "noter/"), {"texte": "   "}, headers=HTMX)
    assert answer.status_code == 422
    assert "de quoi il s’agit" in answer.content.decode()


def test_without_htmx_one_comes_back_to_the_record(as_admin, awa):
    answer = as_admin.post(place(awa, "noter/"), {"texte": "tel ok"})
    assert (answer.status_code, answer["Location"]) == (302, f"/personnes/{awa.pk}/")


def test_the_latest_twenty_come_first_then_the_others(as_admin, awa):
    now = timezone.now()
    for rank in range(45):
        InteractionFactory(person=awa, subject=f"Échange n° {rank:02d}", at=now - timedelta(hours=rank // 2))
    html = as_admin.get(f"/personnes/{awa.pk}/").content.decode()
    seen = [rank for rank in range(45) if f"Échange n° {rank:02d}" in html]
    assert len(seen) == 20
    after = html.split("apres=")[1].split('"')[0]
    from urllib.parse import unquote

    for _page in range(2):
        html = as_admin.get(place(awa), {"apres": unquote(after)}).content.decode()
        seen += [rank for rank in range(45) if f"Échange n° {rank:02d}" in html]
        after = html.split("apres=")[1].split('"')[0] if "apres=" in html else ""
    assert sorted(seen) == list(range(45))
    assert after == ""


def test_a_broken_place_shows_the_first_ones(as_admin, awa):
    InteractionFactory(person=awa, subject="Le seul")
    assert "Le seul" in as_admin.get(place(awa), {"apres": "n’importe quoi"}).content.decode()


def test_the_feed_is_filtered_by_kind(as_admin, awa):
    InteractionFactory(person=awa, kind="call", subject="Un appel")
    InteractionFactory(person=awa, kind="visit", subject="Une visite")
    html = as_admin.get(place(awa), {"type": "visit"}).content.decode()
    assert "Une visite" in html
    assert "Un appel" not in html


def test_only_what_is_within_reach_is_shown(client, colleague, awa):
    InteractionFactory(person=awa, subject="Partagé")
    hidden = InteractionFactory(person=awa, subject="Réservé")
    hidden.networks.clear()
    client.force_login(colleague)
    html = client.get(f"/personnes/{awa.pk}/").content.decode()
    assert "Partagé" in html
    assert "Réservé" not in html


def test_without_the_right_there_is_no_timeline_and_no_writing(client, network, awa):
    InteractionFactory(person=awa, subject="Confidentiel")
    reader = people.user("people:network:v")
    reader.networks.add(network)
    client.force_login(reader)
    assert "Confidentiel" not in client.get(f"/personnes/{awa.pk}/").content.decode()
    assert "Confidentiel" not in client.get(place(awa)).content.decode()
    assert client.get(place(awa), {"apres": "2030-01-01T00:00:00+00:00_1"}).status_code == 404
    assert client.post(place(awa, "noter/"), {"texte": "tel ok"}).status_code == 403
    assert Interaction.objects.count() == 1


def test_a_record_out_of_reach_is_not_found(client, colleague):
    elsewhere = PersonFactory()
    client.force_login(colleague)
    for action in ("", "compris/?texte=tel"):
        assert client.get(place(elsewhere, action)).status_code == 404
    assert client.post(place(elsewhere, "noter/"), {"texte": "tel ok"}).status_code == 404


@pytest.mark.parametrize("count", [2, 20])
def test_the_panel_asks_the_database_as_often_whatever_it_shows(
    as_admin, awa, count, django_assert_max_num_queries
):
    for rank in range(count):
        InteractionFactory(person=awa)
        if rank < 8:
            TaskFactory(person=awa)
    as_admin.get(place(awa))
    with django_assert_max_num_queries(12):
        as_admin.get(place(awa))
