"""Lines that hang on people and organisations: added, ended, promoted, under the owner's rights."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.engines.directory.factories import AffiliationFactory, PersonFactory
from essaim.engines.directory.models import Address, Affiliation, Consent, ContactPoint, Relationship
from essaim.engines.directory.queries import allowed, current_consents
from essaim.engines.journal.models import Entry
from tests.samples import people

HTMX = {"hx-request": "true"}


def place(owner, part, line=None, action="", slug="personnes"):
    keys = {"owner": slug, "pk": owner.pk, "part": part}
    if line is None:
        return reverse("directory:add", kwargs=keys)
    return reverse(f"directory:{action or 'change'}", kwargs={**keys, "line": line.pk})


def test_a_contact_point_is_read_in_the_country_of_its_owner(as_admin, awa):
    answer = as_admin.post(
        place(awa, "coordonnees"), {"kind": "mobile", "value": "77 123 45 67"}, headers=HTMX
    )
    assert answer.status_code == 200
    assert "77 123 45 67" in answer.content.decode()
    assert awa.contact_points.get().value == "+221771234567"
    assert Entry.objects.filter(model="directory.person", object_id=str(awa.pk), kind="part_added").exists()


def test_a_wrong_value_comes_back_in_the_dialog(as_admin, awa):
    answer = as_admin.post(place(awa, "coordonnees"), {"kind": "email", "value": "awa"}, headers=HTMX)
    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#es-shared [data-dialog-body]"
    assert "arobase" in answer.content.decode()
    assert not ContactPoint.objects.exists()


def test_without_htmx_one_comes_back_to_the_record(as_admin, awa):
    answer = as_admin.post(place(awa, "coordonnees"), {"kind": "web", "value": "essaim.example"})
    assert (answer.status_code, answer["Location"]) == (302, f"/personnes/{awa.pk}/")
    assert awa.contact_points.get().value == "https://essaim.example"


def test_a_line_ends_and_stays(as_admin, awa):
    line = ContactPoint.objects.create(person=awa, kind="email", value="ancien@essaim.example")
    html = as_admin.post(place(awa, "coordonnees", line, "end"), headers=HTMX).content.decode()
    line.refresh_from_db()
    assert line.end == timezone.localdate()
    assert "ancien@essaim.example" in html


def test_making_a_contact_point_the_main_one_keeps_the_former(as_admin, awa):
    awa.email = "premiere@essaim.example"
    awa.save()
    line = ContactPoint.objects.create(person=awa, kind="email", value="seconde@essaim.example")
    as_admin.post(place(awa, "coordonnees", line, "main"))
    awa.refresh_from_db()
    line.refresh_from_db()
    assert (awa.email, line.value) == ("seconde@essaim.example", "premiere@essaim.example")


def test_an_address_is_located_and_changed(as_admin, awa):
    data = {
        "kind": "home",
        "street": "12 rue du Port",
        "postcode": "44800",
        "city": "st herblain",
        "country": "FR",
    }
    as_admin.post(place(awa, "adresses"), data, headers=HTMX)
    line = Address.objects.get()
    assert (line.commune_code, line.region) == ("44162", "52")
    as_admin.post(
        place(awa, "adresses", line), {**data, "postcode": "33000", "city": "Bordeaux"}, headers=HTMX
    )
    line.refresh_from_db()
    assert line.department == "33"


def test_a_mistake_is_removed(as_admin, awa):
    line = Address.objects.create(person=awa, city="Thiès", country="SN")
    as_admin.post(place(awa, "adresses", line, "remove"), headers=HTMX)
    assert not Address.objects.exists()


def test_a_new_main_affiliation_takes_the_place_of_the_former(as_admin, awa, centre):
    former = AffiliationFactory(person=awa, position="Apprenante", is_main=True)
    answer = as_admin.post(
        place(awa, "rattachements"),
        {"organisation": centre.pk, "position": "Formatrice", "is_main": "on"},
        headers=HTMX,
    )
    assert answer.status_code == 200
    former.refresh_from_db()
    awa.refresh_from_db()
    assert (former.is_main, awa.main_organisation, awa.job_title) == (False, centre, "Formatrice")


def test_ending_the_main_affiliation_leaves_the_other_current_one(as_admin, awa, centre):
    main = AffiliationFactory(person=awa, organisation=centre, is_main=True)
    other = AffiliationFactory(person=awa, position="Bénévole")
    as_admin.post(place(awa, "rattachements", main, "end"), headers=HTMX)
    awa.refresh_from_db()
    assert awa.main_organisation == other.organisation


def test_removing_the_only_affiliation_leaves_none(as_admin, awa, centre):
    line = AffiliationFactory(person=awa, organisation=centre, is_main=True)
    awa.main_organisation = centre
    awa.save()
    as_admin.post(place(awa, "rattachements", line, "remove"), headers=HTMX)
    awa.refresh_from_db()
    assert awa.main_organisation is None
    assert not Affiliation.objects.exists()


def test_an_organisation_lists_its_people(as_admin, awa, centre):
    as_admin.post(
        place(centre, "rattachements", slug="organismes"),
        {"person": awa.pk, "position": "Apprenante"},
        headers=HTMX,
    )
    assert "Awa Diop" in as_admin.get(f"/organismes/{centre.pk}/").content.decode()


def test_a_tie_reads_both_ways(as_admin, awa, tie):
    child = PersonFactory(first_name="Ousmane", last_name="Diop")
    html = as_admin.post(
        place(awa, "liens"), {"tie": f"{tie.pk}:forth", "other": child.pk}, headers=HTMX
    ).content.decode()
    assert "est parent de" in html
    assert "est enfant de" in as_admin.get(f"/personnes/{child.pk}/").content.decode()


def test_a_tie_may_be_entered_from_its_far_end(as_admin, awa, tie):
    parent = PersonFactory()
    as_admin.post(place(awa, "liens"), {"tie": f"{tie.pk}:back", "other": parent.pk}, headers=HTMX)
    made = Relationship.objects.get()
    assert (made.person, made.other_person) == (parent, awa)
    as_admin.post(place(awa, "liens", made), {"tie": f"{tie.pk}:forth", "other": parent.pk}, headers=HTMX)
    made.refresh_from_db()
    assert (made.person, made.other_person) == (awa, parent)


def test_consents_keep_every_word_and_the_latest_counts(as_admin, awa):
    base = {"purpose": "news", "source": "paper", "proof": "Fiche signée"}
    as_admin.post(
        place(awa, "consentements"),
        {**base, "given": "1", "channels": ["email", "sms"], "said_on": "2026-01-10"},
        headers=HTMX,
    )
    as_admin.post(
        place(awa, "consentements"),
        {**base, "given": "0", "channels": ["sms"], "said_on": "2026-02-10"},
        headers=HTMX,
    )
    assert Consent.objects.count() == 3
    current = current_consents(list(awa.consents.all()))
    assert (current["email", "news"].given, current["sms", "news"].given) == (True, False)
    assert allowed(type(awa), [awa.pk], "email", "news") == {awa.pk}
    assert allowed(type(awa), [awa.pk], "sms", "news") == set()


def test_a_consent_cannot_be_dated_ahead(as_admin, awa):
    data = {
        "purpose": "news",
        "source": "paper",
        "given": "1",
        "channels": ["email"],
        "said_on": "2199-01-01",
    }
    answer = as_admin.post(place(awa, "consentements"), data, headers=HTMX)
    assert answer.status_code == 422
    assert not Consent.objects.exists()


@pytest.mark.parametrize("action", ["change", "end", "remove"])
def test_what_was_said_is_never_changed(as_admin, awa, action):
    said = Consent.objects.create(person=awa, channel="email", given=True)
    answer = as_admin.post(place(awa, "consentements", said, action), headers=HTMX)
    assert answer.status_code == 404
    said.refresh_from_db()
    assert said.given


def test_a_line_of_somebody_else_is_not_found(as_admin, awa):
    line = ContactPoint.objects.create(person=PersonFactory(), kind="email", value="autre@essaim.example")
    assert as_admin.post(place(awa, "coordonnees", line, "remove")).status_code == 404


def test_out_of_reach_is_not_found_and_seeing_is_not_changing(client, awa):
    network = people.network()
    reader = people.user("people:network:v")
    reader.networks.add(network)
    client.force_login(reader)
    assert client.get(place(awa, "coordonnees")).status_code == 404
    awa.networks.add(network)
    assert client.get(f"/personnes/{awa.pk}/").status_code == 200
    assert client.get(place(awa, "coordonnees")).status_code == 403
    assert (
        client.post(place(awa, "coordonnees"), {"kind": "email", "value": "a@essaim.example"}).status_code
        == 403
    )
    assert not ContactPoint.objects.exists()


def test_an_organisation_out_of_reach_is_not_named(client, awa, centre):
    network = people.network()
    awa.networks.add(network)
    AffiliationFactory(person=awa, organisation=centre, is_main=True)
    awa.main_organisation = centre
    awa.save()
    reader = people.user("people:network:v")
    reader.networks.add(network)
    client.force_login(reader)
    html = client.get(f"/personnes/{awa.pk}/").content.decode()
    assert "École Soleil" not in html
    assert "hors de votre portée" in html


def test_consents_are_shown_only_with_their_right(client, awa):
    network = people.network()
    awa.networks.add(network)
    Consent.objects.create(person=awa, channel="email", given=True, proof="Fiche signée")
    for cells, shown in ((("people:network:v",), False), (("people:network:v", "consents:network:v"), True)):
        reader = people.user(*cells)
        reader.networks.add(network)
        client.force_login(reader)
        assert ("Fiche signée" in client.get(f"/personnes/{awa.pk}/").content.decode()) is shown


def test_towns_are_proposed(as_admin):
    found = as_admin.get(reverse("directory:places"), {"q": "4480"}).json()["results"]
    assert found[0]["city"] == "Saint-Herblain"


def test_the_page_asks_as_much_of_the_database_for_one_line_as_for_thirty(
    as_admin, awa, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            as_admin.get(f"/personnes/{awa.pk}/")
        return len(queries)

    AffiliationFactory(person=awa)
    ContactPoint.objects.create(person=awa, kind="email", value="1@essaim.example")
    count()
    few = count()
    for rank in range(30):
        AffiliationFactory(person=awa)
        ContactPoint.objects.create(person=awa, kind="email", value=f"a{rank}@essaim.example")
    assert count() <= few
