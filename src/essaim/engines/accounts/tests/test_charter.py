"""The charter stands before everything else, shows what changed, and leaves a proof."""

from __future__ import annotations

import hashlib

import pytest
from django.core import mail

from essaim.engines.accounts.actions.charter import publish_charter, save_draft
from essaim.engines.accounts.actions.users import change_user
from essaim.engines.accounts.models import CharterAcceptance, CharterVersion, Network

from .world import journal

pytestmark = pytest.mark.django_db
FIRST = "## Respect\n\nChacun reste courtois.\n\n## Données\n\nPas de donnée inutile.\n"
SECOND = FIRST.replace("courtois.", "courtois et patient.") + "\n## Images\n\nPas de photo sans accord.\n"
CHARTER = "/comptes/charte/"


def publish(actor, body=FIRST, network=None, title="Charte") -> CharterVersion:
    return publish_charter(
        actor=actor, draft=save_draft(actor=actor, network=network, title=title, body=body)
    )


def accept(client, *versions, **extra):
    ids = ",".join(str(version.pk) for version in versions)
    return client.post(CHARTER, {"versions": ids, "agreed": "on", **extra})


@pytest.fixture
def version(administrator) -> CharterVersion:
    return publish(administrator)


@pytest.fixture
def newcomer(client, person, version):
    client.force_login(person)
    return person


def test_the_charter_comes_first_and_the_page_asked_for_comes_after(client, newcomer, version) -> None:
    answer = client.get("/comptes/profil/?tab=2")
    assert answer.url == f"{CHARTER}?next=%2Fcomptes%2Fprofil%2F%3Ftab%3D2"
    page = client.get(answer.url).content.decode()
    assert "Chacun reste courtois." in page
    assert accept(client, version, next="/comptes/profil/?tab=2").url == "/comptes/profil/?tab=2"
    assert client.get("/comptes/profil/?tab=2").status_code == 200


def test_acceptance_is_a_proof(client, newcomer, version) -> None:
    accept(client, version)
    proof = CharterAcceptance.objects.get()
    assert (proof.user, proof.version, proof.address) == (newcomer, version, "127.0.0.1")
    assert proof.sha256 == version.sha256 == hashlib.sha256(f"Charte\n{FIRST}".encode()).hexdigest()
    assert any(entry.model == "accounts.charteracceptance" for entry in journal("created"))


def test_nothing_else_opens_before_by_post_htmx_or_api(client, newcomer) -> None:
    posted = client.post("/comptes/profil/", {"first_name": "X", "last_name": "Y", "language": "fr"})
    assert posted.url == f"{CHARTER}?next=%2F"
    newcomer.refresh_from_db()
    assert newcomer.first_name == "Awa"
    part = client.get(
        "/comptes/sessions/", headers={"hx-request": "true", "hx-current-url": "http://testserver/x"}
    )
    assert (part.status_code, part.content) == (204, b"")
    assert part["HX-Redirect"] == f"{CHARTER}?next=http%3A%2F%2Ftestserver%2Fx"
    for headers in ({"accept": "application/json"}, {"accept": "text/csv"}):
        refused = client.get("/comptes/profil/", headers=headers)
        assert refused.status_code == 403
        assert refused.json()["detail"] == "Acceptez d’abord la charte."
    assert client.post("/comptes/sessions/autres/fermer/").status_code == 302
    assert client.get("/comptes/profil/", headers={"hx-boosted": "true"}).status_code == 302


def test_a_header_cannot_lead_elsewhere_after(client, newcomer, version) -> None:
    headers = {"hx-request": "true", "hx-current-url": "https://evil.example/"}
    assert client.get("/comptes/profil/", headers=headers)["HX-Redirect"] == f"{CHARTER}?next=%2F"
    assert accept(client, version, next="https://evil.example/").url == "/"


def test_one_can_still_leave_and_see_the_colours(client, newcomer) -> None:
    assert client.get("/apparence/unknown.css").status_code == 404
    assert client.post("/comptes/deconnexion/").url == "/comptes/connexion/"


@pytest.mark.parametrize("data", [{}, {"agreed": "on"}, {"versions": "x", "agreed": "on"}, {"versions": "1"}])
def test_not_agreeing_accepts_nothing(client, newcomer, data) -> None:
    client.post(CHARTER, data)
    assert not CharterAcceptance.objects.exists()
    assert client.get("/comptes/profil/").status_code == 302


def test_what_was_not_shown_is_not_accepted(client, newcomer, administrator, version) -> None:
    newer = publish(administrator, SECOND)
    accept(client, version)
    assert not CharterAcceptance.objects.exists(), "the replaced version no longer binds"
    accept(client, newer)
    assert CharterAcceptance.objects.get().version == newer


def test_a_new_version_shows_only_what_changed(client, newcomer, administrator, version) -> None:
    accept(client, version)
    assert client.get("/comptes/profil/").status_code == 200
    newer = publish(administrator, SECOND)
    assert client.get("/comptes/profil/").status_code == 302, "sessions already open are asked too"
    page = client.get(CHARTER).content.decode()
    changes, whole = page.split("Lire le texte entier")
    assert "La charte a changé" in changes
    assert "Chacun reste courtois.</p>" in changes
    assert "Chacun reste courtois et patient." in changes
    assert "Pas de photo sans accord." in changes
    assert "Pas de donnée inutile." not in changes
    assert "Pas de donnée inutile." in whole
    accept(client, newer)
    assert client.get("/comptes/profil/").status_code == 200


def test_a_network_charter_binds_its_members_only(client, person, other, administrator) -> None:
    network = Network.objects.create(code="r44", name="Réseau 44")
    person.networks.add(network)
    common, own = (
        publish(administrator),
        publish(administrator, "Règles du réseau.", network, "Charte du réseau"),
    )
    client.force_login(person)
    page = client.get(CHARTER).content.decode()
    assert page.index("Chacun reste courtois.") < page.index("Règles du réseau.")
    accept(client, common)
    assert client.get("/comptes/profil/").status_code == 302, "one of the two is not enough"
    accept(client, own)
    assert client.get("/comptes/profil/").status_code == 200
    client.force_login(other)
    assert "Règles du réseau." not in client.get(CHARTER).content.decode()


def test_joining_a_network_later_asks_for_its_charter(client, person, administrator) -> None:
    network = Network.objects.create(code="r44", name="Réseau 44")
    publish(administrator, "Règles du réseau.", network)
    client.force_login(person)
    assert client.get("/comptes/profil/").status_code == 200
    change_user(actor=administrator, user=person, values={}, memberships={"networks": [network]})
    assert client.get("/comptes/profil/").status_code == 302


def test_once_accepted_no_query_is_spent_on_charters(
    client, newcomer, version, django_assert_max_num_queries
) -> None:
    accept(client, version)
    client.get(CHARTER)
    client.get("/comptes/profil/")
    with django_assert_max_num_queries(12) as queries:
        client.get("/comptes/profil/")
    assert not [query for query in queries.captured_queries if "accounts_charter" in query["sql"]]


def test_scripts_in_a_charter_are_shown_as_text(client, newcomer, administrator) -> None:
    publish(
        administrator,
        "## Un\n\n<script>alert(1)</script> [ici](javascript:alert(1)) <img src=x onerror=alert(1)>",
    )
    page = client.get(CHARTER).content.decode()
    assert "&lt;script&gt;" in page
    assert "<img src=x" not in page


def test_an_administrator_writes_previews_publishes_and_follows(client, administrator, person, other) -> None:
    client.force_login(administrator)
    answer = client.post("/comptes/chartes/ecrire/", {"title": "Charte", "body": FIRST}, follow=True)
    assert "3 personnes devront l’accepter" in answer.content.decode()
    draft = CharterVersion.objects.get()
    assert client.get(CHARTER).status_code == 200, "a draft binds nobody"
    client.post(f"/comptes/chartes/{draft.pk}/publier/")
    assert client.get("/comptes/chartes/").url.startswith(CHARTER)
    accept(client, draft)
    page = client.get(f"/comptes/chartes/{draft.pk}/?tab=awaited").content.decode()
    assert person.email in page
    assert page.count(administrator.email) == 1, "in her own menu only"
    client.post(f"/comptes/chartes/{draft.pk}/relancer/")
    assert sorted(message.to[0] for message in mail.outbox) == [person.email, other.email]
    assert "/comptes/charte/" in mail.outbox[0].body
    client.force_login(person)
    accept(client, draft)
    client.force_login(administrator)
    page = client.get(f"/comptes/chartes/{draft.pk}/").content.decode()
    assert person.email in page


def test_a_published_version_never_changes(client, administrator, version) -> None:
    client.force_login(administrator)
    accept(client, version)
    client.post("/comptes/chartes/ecrire/", {"title": "Charte", "body": SECOND})
    version.refresh_from_db()
    assert version.body == FIRST
    assert client.post(f"/comptes/chartes/{version.pk}/supprimer/").status_code == 404
    client.post(f"/comptes/chartes/{version.pk}/publier/")
    assert CharterVersion.objects.filter(published_at=None).get().number == 2


def test_the_register_can_be_taken_out_and_runs_no_formula(client, administrator, person, version) -> None:
    person.first_name = "=cmd|'/c calc'!A1"
    person.save()
    client.force_login(person)
    accept(client, version)
    client.force_login(administrator)
    accept(client, version)
    content = b"".join(client.get("/comptes/chartes/registre.csv").streaming_content).decode("utf-8-sig")
    assert person.email in content
    assert version.sha256 in content
    assert "'=cmd" in content


def test_who_has_no_right_writes_no_charter(client, person) -> None:
    client.force_login(person)
    assert client.get("/comptes/chartes/ecrire/").status_code == 403
