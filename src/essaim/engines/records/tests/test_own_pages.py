"""Pages of tokens, custom fields, webhooks and of the API's documentation."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from essaim.engines.records.custom_fields.actions import do_add_field
from essaim.engines.records.models import ApiToken, CustomField, Webhook
from essaim.engines.records.webhooks.actions import do_create_webhook, do_send_test
from tests.samples import people
from tests.samples.models import Dossier

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_message_leaves(settings):
    settings.WEBHOOK_ALLOW_PRIVATE = True


@pytest.fixture
def boss(client):
    user = people.admin()
    client.force_login(user)
    return user


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_token_is_shown_once(client):
    user = people.user("samples.dossiers:all:v")
    client.force_login(user)
    data = {"name": "Site", "scope": "read", "days": "90"}
    made = text(client.post(reverse("records:tokens"), data))
    secret = re.search(r"essaim_[0-9a-f]{10}_[\w-]{43}", made)[0]
    assert (
        client.get("/api/v1/me/", headers={"Authorization": f"Bearer {secret}"}).json()["token"]["name"]
        == "Site"
    )
    assert secret not in text(client.get(reverse("records:tokens")))
    token = ApiToken.objects.get()
    client.post(reverse("records:revoke_token", args=[token.pk]))
    assert "révoqué" in text(client.get(reverse("records:tokens")))


def test_nobody_sees_or_ends_the_tokens_of_another(client, boss):
    other = people.user()
    token = ApiToken.objects.create(user=other, name="Privé", prefix="aaaaaaaaaa", digest="x")
    assert "Privé" not in text(client.get(reverse("records:tokens")))
    assert client.post(reverse("records:revoke_token", args=[token.pk])).status_code == 404


def test_a_field_is_added_changed_moved_retired_and_deleted(client, boss):
    list_url = reverse("records:custom_fields", args=["dossiers"])
    new_url = reverse("records:new_custom_field", args=["dossiers"])
    assert client.post(new_url, {"label": "Accueil", "kind": "choice"}).status_code == 422
    data = {
        "label": "Accueil",
        "kind": "choice",
        "choices": "Matin\r\nSoir\r\n",
        "section": "Suivi",
        "required": "on",
    }
    assert client.post(new_url, data).status_code == 302
    client.post(new_url, {"label": "Remarque", "kind": "text"})
    field, other = CustomField.objects.order_by("pk")
    assert field.choices == [["matin", "Matin"], ["soir", "Soir"]]
    edit = reverse("records:change_custom_field", args=["dossiers", field.pk])
    assert "Choix « Matin »" in text(client.get(edit))
    client.post(
        edit, {"label": "Accueil choisi", "choice_matin": "Matinée", "choice_soir": "", "choices": "Midi"}
    )
    field.refresh_from_db()
    assert (field.label, field.choices) == ("Accueil choisi", [["matin", "Matinée"], ["midi", "Midi"]])
    client.post(reverse("records:move_custom_field", args=["dossiers", other.pk]), {"to": "up"})
    assert list(CustomField.objects.values_list("pk", flat=True)) == [other.pk, field.pk]
    client.post(reverse("records:retire_custom_field", args=["dossiers", field.pk]))
    assert "Champs retirés" in text(client.get(list_url))
    Dossier.objects.create(last_name="A", custom={field.name: "matin"})
    page = reverse("records:delete_custom_field", args=["dossiers", field.pk])
    assert "1 fiche a une valeur" in text(client.get(page))
    client.post(page)
    assert Dossier.objects.get().custom == {}


def test_a_webhook_is_added_tried_and_its_log_read(client, boss):
    url = reverse("records:new_webhook")
    data = {"name": "Site", "url": "http://127.0.0.1:9/", "owner": boss.pk, "events": ["dossiers.created"]}
    assert client.post(url, {**data, "events": []}).status_code == 422
    assert client.post(url, {**data, "url": "ftp://x"}).status_code == 422
    assert client.post(url, data).status_code == 302
    webhook = Webhook.objects.get()
    page = reverse("records:webhook", args=[webhook.pk])
    client.post(reverse("records:try_webhook", args=[webhook.pk]))
    assert "ping" in text(client.get(page))
    client.post(reverse("records:change_webhook", args=[webhook.pk]), {**data, "name": "Site public"})
    webhook.refresh_from_db()
    assert (webhook.name, webhook.is_active) == ("Site public", False)
    before = webhook.secret
    client.post(reverse("records:renew_webhook_secret", args=[webhook.pk]))
    webhook.refresh_from_db()
    assert webhook.secret != before
    delivery = do_send_test(actor=boss, webhook=webhook)
    client.post(reverse("records:send_again", args=[webhook.pk, delivery.pk]))
    assert webhook.deliveries.count() == 3
    client.post(reverse("records:delete_webhook", args=[webhook.pk]))
    assert not Webhook.objects.exists()


def test_pages_of_administration_are_closed_to_others(client):
    boss, reader = people.admin(), people.user("samples.dossiers:all:cmsv")
    do_add_field(actor=boss, type_name="dossiers", label="Champ", kind="text")
    hook = do_create_webhook(
        actor=boss, name="x", url="http://127.0.0.1/", events=["dossiers.created"], owner=boss
    )
    client.force_login(reader)
    for name, args in (
        ("custom_types", []), ("custom_fields", ["dossiers"]), ("new_custom_field", ["dossiers"]),
        ("webhooks", []), ("webhook", [hook.pk]), ("new_webhook", []),
    ):  # fmt: skip
        assert client.get(reverse(f"records:{name}", args=args)).status_code == 403, name


def test_the_documentation_shows_what_its_reader_may_use(client):
    client.force_login(people.user("samples.dossiers:all:v"))
    page = text(client.get("/api/"))
    assert "/api/v1/dossiers/" in page
    assert "/api/v1/places/" not in page
    assert "health" not in page


@pytest.mark.parametrize("name", ["custom_types", "webhooks", "new_webhook", "tokens", "api_docs"])
def test_pages_open_when_empty(client, boss, name):
    assert client.get(reverse(f"records:{name}")).status_code == 200


@pytest.mark.parametrize("path", ["administration/champs/nope/", "administration/champs/nope/nouveau/",
                                  "administration/champs/dossiers/999/", "administration/webhooks/999/"])  # fmt: skip
def test_unknown_things_are_not_found(client, boss, path):
    assert client.get(f"/{path}").status_code == 404


def test_administrators_read_the_events_of_webhooks_in_french(as_admin, admin):
    from essaim.engines.records.models import Webhook

    made = Webhook.objects.create(
        name="Site",
        url="https://site.example/",
        owner=admin,
        events=["dossiers.created", "exchange.imported"],
    )
    page = as_admin.get(f"/administration/webhooks/{made.pk}/").content.decode()
    assert "Dossiers\u00a0: création · Import terminé" in page
    assert "Import annulé" in as_admin.get("/administration/webhooks/nouveau/").content.decode()
