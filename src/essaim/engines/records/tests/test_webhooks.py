"""Webhooks against a real server on this machine."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from essaim.engines.records.api import change, create, delete, record_types
from essaim.engines.records.models import Webhook, WebhookDelivery
from essaim.engines.records.webhooks import actions, delivering, sending
from tests.samples import people

pytestmark = pytest.mark.django_db
TYPE = record_types.get("dossiers")
State = WebhookDelivery.State


class Receiver(ThreadingHTTPServer):
    """Keeps what it receives; answers the statuses it is given, then 204."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.received, self.statuses = [], []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/crochet?cle=1"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, dict(self.headers), body))
        status = self.server.statuses.pop(0) if self.server.statuses else 204
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://169.254.169.254/")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def receiver():
    server = Receiver()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _here(settings):
    settings.WEBHOOK_ALLOW_PRIVATE = True


@pytest.fixture
def boss():
    return people.admin()


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def hook(boss, receiver, *events, owner=None):
    return actions.do_create_webhook(
        actor=boss, name="Essai", url=receiver.url, events=list(events), owner=owner or boss
    )


def put(actor, **values):
    return create(actor=actor, record_type=TYPE, values=values)


def messages(receiver):
    return [json.loads(body) for _path, _headers, body in receiver.received]


def later(delivery):
    WebhookDelivery.objects.filter(pk=delivery.pk).update(next_at=timezone.now() - timedelta(seconds=1))


def test_a_message_is_signed_and_tells_the_record(boss, receiver, commit):
    webhook = hook(boss, receiver, "dossiers.created")
    with commit():
        made = put(boss, first_name="Awa", last_name="Sarr")
    path, headers, body = receiver.received[0]
    stamp = headers["X-Essaim-Timestamp"]
    wanted = hmac.new(webhook.secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["X-Essaim-Signature"] == f"v1={wanted}"
    assert abs(time.time() - int(stamp)) < 60
    assert path == "/crochet?cle=1"
    message = json.loads(body)
    assert (message["event"], message["record"]["id"], message["record"]["last_name"]) == (
        "dossiers.created",
        made.pk,
        "Sarr",
    )
    delivery = WebhookDelivery.objects.get()
    assert (delivery.state, delivery.status, str(delivery.key)) == (
        State.DONE,
        204,
        headers["X-Essaim-Delivery"],
    )


def test_only_the_events_asked_for_are_told(boss, receiver, commit):
    hook(boss, receiver, "dossiers.changed", "dossiers.deleted")
    with commit():
        made = put(boss, last_name="Sarr")
    with commit():
        change(actor=boss, record_type=TYPE, obj=made, values={"last_name": "Diop"})
    with commit():
        delete(actor=boss, record_type=TYPE, obj=made)
    assert [message["event"] for message in messages(receiver)] == ["dossiers.changed", "dossiers.deleted"]
    assert messages(receiver)[1]["record"] == {"type": "dossiers", "id": made.pk}


def test_the_owner_is_told_only_what_they_may_see(boss, receiver, commit):
    mine, other = people.network(), people.network()
    owner = people.user("samples.dossiers:network:v")
    owner.networks.set([mine])
    hook(boss, receiver, "dossiers.created", "dossiers.deleted", owner=owner)
    with commit():
        seen = put(boss, last_name="Vue", network=mine.pk, health="asthme")
    with commit():
        hidden = put(boss, last_name="Cachée", network=other.pk)
    with commit():
        delete(actor=boss, record_type=TYPE, obj=hidden)
    with commit():
        delete(actor=boss, record_type=TYPE, obj=seen)
    assert [(m["event"], m["record"]["id"]) for m in messages(receiver)] == [
        ("dossiers.created", seen.pk), ("dossiers.deleted", seen.pk)]  # fmt: skip
    assert "health" not in messages(receiver)[0]["record"]
    assert "Cachée" not in str(list(WebhookDelivery.objects.values_list("body", flat=True)))


def test_a_failed_delivery_is_tried_again_with_the_same_message(boss, receiver, commit):
    hook(boss, receiver, "dossiers.created")
    receiver.statuses = [500, 302]
    with commit():
        put(boss, last_name="Sarr")
    delivery = WebhookDelivery.objects.get()
    assert (delivery.state, delivery.attempts, delivery.status) == (State.WAITING, 1, 500)
    assert timedelta(seconds=20) < delivery.next_at - timezone.now() < timedelta(seconds=40)
    assert delivering.send_due() == 0
    later(delivery)
    assert delivering.send_due() == 1
    delivery.refresh_from_db()
    assert delivery.next_at - timezone.now() > timedelta(seconds=100)
    later(delivery)
    delivering.send_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (State.DONE, 3)
    assert len({body for _path, _headers, body in receiver.received}) == 1


def test_after_repeated_failure_it_stops_and_the_owner_is_told(boss, receiver, commit):
    webhook = hook(boss, receiver, "dossiers.created")
    receiver.statuses = [500] * 100
    for number in range(delivering.GIVEN_UP_BEFORE_STOP):
        with commit():
            put(boss, last_name=f"Nom{number}")
        delivery = WebhookDelivery.objects.first()
        for _ in delivering.DELAYS:
            later(delivery)
            delivering.send_due()
        delivery.refresh_from_db()
        assert delivery.state == State.FAILED
    webhook.refresh_from_db()
    assert not webhook.is_active
    assert [message.to for message in mail.outbox] == [[boss.email]]
    with commit():
        put(boss, last_name="Après")
    assert WebhookDelivery.objects.count() == delivering.GIVEN_UP_BEFORE_STOP
    webhook = actions.do_change_webhook(actor=boss, webhook=webhook, is_active=True)
    assert (webhook.failures, webhook.disabled_at) == (0, None)


def test_an_address_that_is_gone_stops_at_once(boss, receiver, commit):
    webhook = hook(boss, receiver, "dossiers.created")
    receiver.statuses = [410]
    with commit():
        put(boss, last_name="Sarr")
    webhook.refresh_from_db()
    assert not webhook.is_active


def test_nobody_answering_is_a_failure_to_try_again(boss, receiver, commit):
    webhook = hook(boss, receiver, "dossiers.created")
    Webhook.objects.filter(pk=webhook.pk).update(url="http://127.0.0.1:1/")
    with commit():
        put(boss, last_name="Sarr")
    delivery = WebhookDelivery.objects.get()
    assert delivery.state == State.WAITING
    assert "Pas de réponse" in delivery.error


def test_a_delivery_is_sent_again_by_hand(boss, receiver, commit):
    hook(boss, receiver, "dossiers.created")
    with commit():
        put(boss, last_name="Sarr")
    with commit():
        again = actions.do_send_again(actor=boss, delivery=WebhookDelivery.objects.get())
    first, second = receiver.received
    assert first[2] == second[2]
    assert second[1]["X-Essaim-Delivery"] == str(again.key)


def test_nothing_is_told_of_what_was_rolled_back(boss, receiver, commit):
    from django.db import transaction

    hook(boss, receiver, "dossiers.created")
    with commit(), transaction.atomic():
        put(boss, last_name="Sarr")
        transaction.set_rollback(True)
    assert receiver.received == []


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
    "100.64.0.1", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "2002:7f00:1::", "224.0.0.1", "255.255.255.255", "198.18.0.1", "::"])  # fmt: skip
def test_private_addresses_are_not_public(address):
    assert not sending.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888"])
def test_public_addresses_are(address):
    assert sending.is_public(address)


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/",
    "ftp://example.org/", "https://user:secret@example.org/", "https:///x", "http://example.org/",
    "javascript:alert(1)", "https://[::ffff:10.0.0.1]/", "https://2130706433/"])  # fmt: skip
def test_addresses_out_of_bounds_are_refused(boss, settings, url):
    settings.WEBHOOK_ALLOW_PRIVATE = False
    with pytest.raises(sending.Forbidden):
        sending.send(url, b"{}", {})


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/", "https://localhost/", "http://example.org/", "https://u:p@a.fr/"]
)
def test_addresses_out_of_bounds_are_refused_when_typed(boss, settings, url):
    settings.WEBHOOK_ALLOW_PRIVATE = False
    with pytest.raises(ValidationError) as caught:
        actions.do_create_webhook(actor=boss, name="x", url=url, events=["dossiers.created"], owner=boss)
    assert list(caught.value.message_dict) == ["url"]


def test_a_name_that_leads_inside_is_refused_when_sending(boss, settings, receiver, monkeypatch):
    settings.WEBHOOK_ALLOW_PRIVATE = False
    answers = [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("127.0.0.1", receiver.server_port))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: answers)
    with pytest.raises(sending.Forbidden):
        sending.send("https://rebond.example.org/", b"{}", {})
    assert receiver.received == []


def test_only_administrators_add_webhooks(receiver):
    user = people.user("samples.dossiers:all:cmsv")
    with pytest.raises(PermissionDenied):
        hook(user, receiver, "dossiers.created")


@pytest.mark.parametrize("events", [[], ["dossiers.exploded"]])
def test_events_must_exist(boss, receiver, events):
    with pytest.raises(ValidationError):
        hook(boss, receiver, *events)


def test_the_secret_never_enters_the_journal(boss, receiver):
    from essaim.engines.journal.api import history

    webhook = hook(boss, receiver, "dossiers.created")
    assert webhook.secret not in str(list(history("records.webhook", str(webhook.pk)).values()))


def test_what_was_told_of_a_record_goes_with_it(boss, receiver, commit):
    hook(boss, receiver, "dossiers.created")
    with commit():
        made = put(boss, last_name="Sarr")
    with commit():
        delete(actor=boss, record_type=TYPE, obj=made)
    assert WebhookDelivery.objects.get().body == ""
