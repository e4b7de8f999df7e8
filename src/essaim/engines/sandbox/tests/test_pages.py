"""Entering by the browser: same pages, other data, every link inside; and who may not enter."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from essaim.engines.directory.api import Person
from essaim.engines.directory.factories import PersonFactory
from essaim.engines.records.testing.people import user_with
from essaim.engines.sandbox import files
from essaim.engines.sandbox.api import address_of, inside_of
from essaim.engines.sandbox.models import Sandbox

INTERNAL = re.compile(r'(?:href|action|src|hx-get|hx-post|data-[a-z-]+)="(/[^"]*)"')
OUTSIDE = re.compile(r"/static/|/bacs/\d+/reinitialiser/|/bacs-a-sable/\d+/$")


@pytest.fixture
def home(mine):
    return address_of(mine)


def test_the_pages_inside_show_what_is_inside(as_learner, home):
    PersonFactory(last_name="Dehors")
    page = as_learner.get(f"{home}personnes/").content.decode()
    assert "Dubac" in page
    assert "Dehors" not in page
    assert "Vous êtes dans un bac à sable" in page


@pytest.mark.parametrize(
    "path",
    ["", "personnes/", "personnes/1/", "personnes/nouveau/", "clients/", "agenda/", "recherche/?q=zoe"],
)
def test_every_link_of_a_page_stays_inside(as_learner, home, path):
    answer = as_learner.get(home + path)
    assert answer.status_code == 200
    links = INTERNAL.findall(answer.content.decode())
    assert links
    assert [link for link in links if not link.startswith(home) and not OUTSIDE.match(link)] == []


def test_what_is_posted_inside_is_written_inside_and_leads_back_inside(as_learner, home, mine):
    answer = as_learner.post(
        f"{home}personnes/nouveau/", {"last_name": "Sarr", "country": "FR", "status": "active", "sure": "1"}
    )
    assert answer.status_code == 302
    assert answer["Location"].startswith(home)
    assert "Sarr" in as_learner.get(answer["Location"]).content.decode()
    assert not Person.objects.exists()
    with inside_of(mine):
        assert Person.objects.filter(last_name="Sarr").exists()


def test_a_long_answer_is_made_inside(as_learner, home):
    PersonFactory(last_name="Dehors")
    answer = as_learner.get(f"{home}personnes/exporter/", {"format": "csv"})
    if answer.status_code == 302:
        answer = as_learner.get(answer["Location"])
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert b"Dehors" not in body


def test_the_session_of_the_host_is_neither_seen_nor_written(as_learner, home):
    session = as_learner.session
    session["secret"] = "dehors"
    session.save()
    before = dict(as_learner.session)
    as_learner.get(f"{home}personnes/")
    as_learner.post(f"{home}comptes/deconnexion/")
    assert dict(as_learner.session) == before
    assert as_learner.get("/bacs-a-sable/").status_code == 200, "still signed in outside"
    assert as_learner.get(f"{home}personnes/").status_code == 200, "and let in again inside"


def test_one_is_somebody_else_inside_with_the_rights_of_there(as_learner, home, learner):
    assert as_learner.get("/personnes/").status_code == 403
    page = as_learner.get(f"{home}personnes/")
    assert page.status_code == 200
    assert "Dedans Ici" in page.content.decode()
    assert learner.email not in page.content.decode()


def test_a_sandbox_of_somebody_else_is_not_there(client, home, mine):
    client.force_login(user_with("sandboxes", "mine", "view", "change"))
    assert client.get(home).status_code == 410
    assert client.post(f"/bacs/{mine.pk}/entrer/").status_code == 404
    assert client.post(f"/bacs/{mine.pk}/reinitialiser/").status_code == 404
    client.logout()
    answer = client.get(home)
    assert answer.status_code == 302
    assert "connexion" in answer["Location"]


@pytest.mark.parametrize("key", ["", "x", "../../etc", "..%2f..", "a" * 4000, "%00", "é"])
def test_an_address_made_up_opens_nothing(as_learner, mine, key):
    assert as_learner.get(f"/bac-a-sable/{key}/personnes/").status_code in (404, 410)


def test_a_sandbox_holds_no_other(as_learner, home, make):
    other = make(label="Un autre")
    assert as_learner.get(f"{home.rstrip('/')}{address_of(other)}personnes/").status_code == 404
    answer = as_learner.post(
        f"{home}bacs-a-sable/nouveau/", {"label": "x", "template": "tiny", "owner": "1", "kept_days": "9"}
    )
    assert answer.status_code == 403


def test_one_erased_while_open_says_so(as_learner, home, mine):
    as_learner.post(f"/bacs-a-sable/{mine.pk}/supprimer/")
    assert not Sandbox.objects.exists()
    answer = as_learner.get(f"{home}personnes/")
    assert answer.status_code == 410
    assert "n’existe plus" in answer.content.decode()


def test_one_whose_file_is_lost_says_so(as_learner, home, mine):
    files.forget(mine.key)
    assert as_learner.get(f"{home}personnes/").status_code == 410
    answer = as_learner.post(f"/bacs/{mine.pk}/entrer/")
    assert answer.status_code == 302
    assert as_learner.post(f"/bacs/{mine.pk}/reinitialiser/", {"stay": "1"})["Location"] == home
    assert as_learner.get(f"{home}personnes/").status_code == 200


def test_the_list_of_faults_is_for_who_teaches(client, learner, mine):
    client.force_login(learner)
    assert "Anomalies" not in client.get(f"/bacs-a-sable/{mine.pk}/").content.decode()
    client.force_login(user_with("sandboxes", "all", "view"))
    assert "Deux fois la même" in client.get(f"/bacs-a-sable/{mine.pk}/").content.decode()


def test_entering_asks_the_host_little(as_learner, home):
    as_learner.get(f"{home}personnes/")
    with CaptureQueriesContext(connection) as queries:
        as_learner.get(f"{home}personnes/")
    assert len(queries) <= 6, [query["sql"][:80] for query in queries]


def test_an_error_inside_leaves_the_thread_outside(as_learner, home, monkeypatch):
    outside = connection.settings_dict["NAME"]
    assert as_learner.get(f"{home}personnes/99999/").status_code == 404
    monkeypatch.setattr("essaim.engines.sandbox.middleware.account_in", lambda sandbox: 1 / 0)
    as_learner.cookies.clear()
    as_learner.force_login(Sandbox.objects.get().owner)
    with pytest.raises(ZeroDivisionError):
        as_learner.get(f"{home}personnes/")
    assert connection.settings_dict["NAME"] == outside
