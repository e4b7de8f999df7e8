"""Nothing done in a sandbox reaches outside: each way out is tried."""

from __future__ import annotations

import re
import socket
import subprocess
import urllib.request

import pytest
from django.core import mail
from django.core.cache import cache, caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from essaim.engines.accounts.api import User
from essaim.engines.campaigns.api import transport_for
from essaim.engines.directory.api import Organisation, Person
from essaim.engines.journal.api import history
from essaim.engines.records.api import create, exact_count, record_types
from essaim.engines.sandbox.api import account_in, inside_of
from essaim.engines.sandbox.closing import Closed
from essaim.engines.sandbox.files import folder_of
from essaim.engines.search.api import search
from essaim.kit import events
from essaim.kit.instance import inside
from essaim.kit.writing import writing

OWN = re.compile(r"_tri|_fts|^sqlite_")  # tables the database keeps for its indexes


def person(actor, name):
    return create(actor=actor, record_type=record_types.get("people"), values={"last_name": name})


def test_another_database_is_the_default_one_and_then_no_more(mine):
    outside = connection.settings_dict["NAME"]
    with inside_of(mine):
        assert connection.vendor == "sqlite"
        assert connection.settings_dict["NAME"] != outside
        assert inside() is not None
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM directory_person")
            assert cursor.fetchone() == (1,)
        assert Person.objects.get().last_name == "Dubac"
    assert connection.settings_dict["NAME"] == outside
    assert inside() is None
    assert not Person.objects.exists()


def test_what_is_written_inside_is_nowhere_else(make):
    one, two = make(), make(label="Un autre")
    with inside_of(one):
        made = person(account_in(one), "Martin")
        assert history("directory.person", str(made.pk)).exists()
    assert not Person.objects.exists()
    assert not history("directory.person", str(made.pk)).exists()
    with inside_of(two):
        assert [found.last_name for found in Person.objects.all()] == ["Dubac"]
    with inside_of(one):
        assert Person.objects.filter(last_name="Martin").exists()


def fail_inside(sandbox):
    with inside_of(sandbox), transaction.atomic():
        Person.objects.create(last_name="Perdue")
        raise RuntimeError


def test_what_fails_inside_is_undone_inside_only(mine, learner):
    with transaction.atomic():
        Organisation.objects.create(name="Dehors")
        with pytest.raises(RuntimeError):
            fail_inside(mine)
    assert Organisation.objects.get().name == "Dehors"
    with inside_of(mine):
        assert not Person.objects.filter(last_name="Perdue").exists()


def test_a_unit_of_writing_outside_hears_nothing_of_inside(mine, learner):
    with writing(learner) as work:
        with inside_of(mine):
            made = person(account_in(mine), "Martin")
        assert [change.label for change in work.changes] == []
    assert not history("directory.person", str(made.pk)).exists()


def test_events_inside_are_told_inside(mine):
    heard = []
    events.subscribe("records.created")(lambda **payload: heard.append(inside() is not None))
    try:
        with inside_of(mine):
            person(account_in(mine), "Martin")
    finally:
        events._subscribers["records.created"].pop()
    assert heard == [True]


def test_mail_stays_in_the_folder_of_the_sandbox(mine, settings):
    settings.EMAIL_OUTSIDE_BACKEND = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "essaim.kit.instance.MailBackend"
    with inside_of(mine):
        EmailMessage("Bonjour", "Venez essayer", to=["quelquun@exemple.example"]).send()
    assert mail.outbox == []
    kept = list((folder_of(mine.key, mine.generation) / "mail").iterdir())
    assert "Venez essayer" in kept[0].read_text()
    EmailMessage("Bonjour", "Dehors", to=["quelquun@exemple.example"]).send()
    assert [message.body for message in mail.outbox] == ["Dehors"], "outside, mail leaves as before"


@pytest.mark.parametrize(
    "reach",
    [
        lambda port: socket.create_connection(("127.0.0.1", port), timeout=2),
        lambda port: urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2),
        lambda port: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", port)),
        lambda port: subprocess.run(["true"], check=True),
        lambda port: socket.getaddrinfo("localhost", port),
    ],
    ids=["tcp", "http", "udp", "program", "name"],
)
def test_no_machine_and_no_program_is_reached_from_inside(mine, reach):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        with inside_of(mine), pytest.raises((Closed, urllib.error.URLError)):
            reach(port)
        with pytest.raises(TimeoutError):
            server.accept()


def test_smtp_itself_is_closed(mine, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 2525
    message = EmailMessage("Bonjour", "x", to=["a@exemple.example"])
    message.connection = mail.get_connection("django.core.mail.backends.smtp.EmailBackend")
    with inside_of(mine), pytest.raises(Closed):
        message.send()


def test_web_hooks_of_inside_call_nobody(mine):
    from essaim.engines.records.models import Webhook

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        with inside_of(mine):
            user = account_in(mine)
            url = f"http://127.0.0.1:{server.getsockname()[1]}/"
            Webhook.objects.create(
                name="essai", url=url, events=["people.created"], secret="x" * 40, owner=user
            )
            person(user, "Martin")
        with pytest.raises(TimeoutError):
            server.accept()


def test_campaigns_go_nowhere_from_inside(mine, settings):
    settings.CAMPAIGN_MAIL, settings.CAMPAIGN_SMS = "smtp", "sms"
    with inside_of(mine):
        assert {transport_for(channel).name for channel in ("email", "sms")} == {"fictif"}
    assert [transport_for(channel).name for channel in ("email", "sms")] == ["smtp", "sms"]


def test_tables_of_a_template_are_those_of_the_migrations(mine):
    outside = set(connection.introspection.table_names())
    with inside_of(mine):
        tables = {name for name in connection.introspection.table_names() if not OWN.search(name)}
    assert tables == {name for name in outside if not OWN.search(name)}


@task()
def note_place() -> str:
    Organisation.objects.create(name="Faite par une tâche")
    return "ok"


def test_background_work_is_done_inside_and_queued_nowhere(mine, settings):
    settings.TASKS = {
        "default": {"BACKEND": "essaim.engines.sandbox.background.Backend", "QUEUES": ["default"]}
    }
    backend = _backend(settings)
    with inside_of(mine):
        backend.enqueue(note_place, [], {})
        assert Organisation.objects.count() == 1
        assert not DBTaskResult.objects.exists()
    assert not Organisation.objects.exists()
    assert not DBTaskResult.objects.exists()
    backend.enqueue(note_place, [], {})
    assert DBTaskResult.objects.count() == 1, "outside, it waits for the worker"


def _backend(settings):
    from essaim.engines.sandbox.background import Backend

    return Backend("default", settings.TASKS["default"])


def test_files_stay_in_the_folder_of_the_sandbox(mine, make):
    other = make(label="Un autre")
    with inside_of(mine):
        name = default_storage.save("pieces/carte.txt", ContentFile(b"secret"))
        assert default_storage.exists(name)
    assert not default_storage.exists(name)
    with inside_of(other):
        assert not default_storage.exists(name)
    assert (folder_of(mine.key, mine.generation) / "media" / "pieces" / "carte.txt").read_bytes() == b"secret"
    outside = default_storage.save("pieces/dehors.txt", ContentFile(b"x"))
    try:
        with inside_of(mine):
            assert not default_storage.exists(outside)
            with pytest.raises(Exception, match="outside of the base path"):
                default_storage.open("../../../../etc/hostname")
    finally:
        default_storage.delete(outside)


def test_search_finds_what_is_inside_and_only_there(mine, make):
    other = make(label="Un autre")
    with inside_of(mine):
        user = account_in(mine)
        person(user, "Introuvable")
        assert search(user, "Introuvable").groups
        assert search(user, "Dubac").groups
    with inside_of(other):
        assert not search(account_in(other), "Introuvable").groups
    chief = User.objects.create_user("dehors@essaim.example")
    assert not search(chief, "Introuvable").groups


def test_what_is_kept_in_memory_is_kept_apart(make):
    one, two = make(), make(label="Un autre")
    caches["local"].set("mot", "dehors")
    for sandbox, word in ((one, "un"), (two, "deux")):
        with inside_of(sandbox):
            assert caches["local"].get("mot") is None
            caches["local"].set("mot", word)
            cache.set("autre", word)
    with inside_of(one):
        assert (caches["local"].get("mot"), cache.get("autre")) == ("un", "un")
    assert (caches["local"].get("mot"), cache.get("autre")) == ("dehors", None)


def test_counts_are_not_those_of_another_instance(make):
    one, two = make(), make(label="Un autre")
    for rank, sandbox in enumerate((one, two)):
        with inside_of(sandbox):
            for place in range(rank):
                person(account_in(sandbox), f"Martin {place}")
            assert exact_count(Person.objects.all()) == 1 + rank
    assert exact_count(Person.objects.all()) == 0
