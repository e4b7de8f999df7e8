"""What is computed and kept in step when people and organisations are written."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from essaim.engines.directory.api import find_or_create_organisation
from essaim.engines.directory.factories import OrganisationFactory, PersonFactory
from essaim.engines.directory.models import Affiliation, Organisation, Person
from essaim.engines.directory.reference import make_all
from essaim.engines.journal.models import Entry
from essaim.engines.records.api import change, create, record_types
from tests.samples import people


def make(admin, type_name="people", /, **values):
    return create(actor=admin, record_type=record_types.get(type_name), values=values)


def write(admin, obj, /, **values):
    type_name = "people" if isinstance(obj, Person) else "organisations"
    return change(actor=admin, record_type=record_types.get(type_name), obj=obj, values=values)


def test_a_person_reads_sorts_and_is_found_by_what_is_known_of_them(admin):
    made = make(
        admin,
        first_name="Élodie",
        last_name="Le Goff",
        mobile="06 12 34 56 78",
        city="Nantes",
        postcode="44000",
    )
    assert (made.display, made.sort_name) == ("Élodie Le Goff", "le goff\x01elodie")
    for text in ("goff elo", "06123456", "33612345678", "nantes"):
        assert Person.objects.filter(filter_text__holds=text).get() == made


def test_the_address_gives_codes_position_and_territory(admin, loire):
    made = make(admin, last_name="Guérin", postcode="44800", city="st herblain")
    assert (made.commune_code, made.department, made.region) == ("44162", "44", "52")
    assert made.territory == loire
    assert round(made.latitude, 1) == 47.2


def test_a_town_alone_is_completed_from_the_postcode(admin):
    assert make(admin, last_name="Petit", postcode="37000").city == "Tours"


def test_moving_away_moves_position_and_territory(admin, loire):
    made = make(admin, last_name="Guérin", postcode="44000", city="Nantes")
    moved = write(admin, made, postcode="33000", city="Bordeaux")
    assert (moved.department, moved.territory) == ("33", None)
    assert round(moved.latitude, 1) == 44.8


def test_a_territory_set_by_hand_stays_when_the_address_moves(admin, loire):
    made = make(admin, last_name="Guérin", postcode="33000", city="Bordeaux", territory=loire.pk)
    assert made.territory == loire
    moved = write(admin, made, postcode="75011", city="Paris")
    assert moved.territory == loire
    assert write(admin, moved, territory=None, postcode="44000", city="Nantes").territory == loire


def test_a_position_set_by_hand_is_kept(admin):
    made = make(admin, last_name="Petit", postcode="44000", city="Nantes", latitude=47.25, longitude=-1.5)
    assert (made.latitude, made.longitude) == (47.25, -1.5)
    assert write(admin, made, street="2 rue du Port").latitude == 47.25


def test_phones_are_read_in_the_country_of_the_record(admin):
    assert make(admin, last_name="Fall", country="SN", mobile="771234567").mobile == "+221771234567"
    assert make(admin, last_name="Fall", country="FR", mobile="0771234567").mobile == "+33771234567"


def test_a_country_left_empty_is_the_usual_one(admin):
    assert make(admin, last_name="Petit", country="").country == "FR"


def test_what_is_wrong_is_told_at_its_field(admin):
    with pytest.raises(ValidationError) as caught:
        make(admin, last_name="Fall", mobile="12", postcode="4400")
    assert set(caught.value.message_dict) == {"mobile", "postcode"}


def test_a_siret_gives_its_siren_and_stands_once(admin):
    made = make(admin, "organisations", name="Atelier", siret="356 000 000 00048")
    assert (made.siret, made.siren) == ("35600000000048", "356000000")
    with pytest.raises(ValidationError) as caught:
        make(admin, "organisations", name="Autre", siret="35600000000048")
    assert "siret" in caught.value.message_dict


def test_two_organisations_may_have_no_siret(admin):
    make(admin, "organisations", name="Un", siret="")
    make(admin, "organisations", name="Deux", siret="")
    assert Organisation.objects.filter(siret=None).count() == 2


def test_the_organisation_of_a_person_is_their_main_affiliation(admin, centre):
    made = make(admin, last_name="Fall", main_organisation=centre.pk, job_title="Formatrice")
    main = made.affiliations.get()
    assert (main.organisation, main.position, main.is_main) == (centre, "Formatrice", True)
    assert Person.objects.filter(filter_text__holds="soleil").get() == made


def test_changing_organisation_ends_the_former_affiliation(admin, centre):
    made = make(admin, last_name="Fall", main_organisation=centre.pk, job_title="Formatrice")
    other = OrganisationFactory(name="Sahel Watt")
    write(admin, made, main_organisation=other.pk, job_title="Gérante")
    former, current = Affiliation.objects.order_by("id")
    assert (former.is_main, former.end is not None) == (False, True)
    assert (current.is_main, current.organisation, current.position) == (True, other, "Gérante")


def test_affiliations_kept_in_step_stand_in_the_journal(admin, centre):
    made = make(admin, last_name="Fall", main_organisation=centre.pk)
    write(admin, made, main_organisation=OrganisationFactory().pk)
    kinds = Entry.objects.filter(model="directory.affiliation").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["created", "changed", "created"]


def test_the_position_alone_may_change(admin, centre):
    made = make(admin, last_name="Fall", main_organisation=centre.pk, job_title="Formatrice")
    write(admin, made, job_title="Directrice")
    assert made.affiliations.get().position == "Directrice"


def test_people_are_found_by_the_new_name_of_their_organisation(admin, centre):
    made = make(admin, last_name="Fall", main_organisation=centre.pk)
    write(admin, centre, name="Institut du Baobab")
    assert Person.objects.filter(filter_text__holds="baobab").get() == made


def test_an_affiliation_noted_apart_shows_on_the_person(admin, awa, centre):
    make(admin, "affiliations", person=awa.pk, organisation=centre.pk, position="Apprenante")
    awa.refresh_from_db()
    assert (awa.main_organisation, awa.job_title) == (centre, "Apprenante")


def test_a_new_record_belongs_to_the_networks_of_who_writes_it(db):
    network = people.network()
    author = people.user("people:network:cv")
    author.networks.add(network)
    assert list(make(author, last_name="Sarr").networks.all()) == [network]


def test_reach_goes_through_networks_place_follower_and_own_record(db, loire):
    network = people.network()
    seen = PersonFactory(networks=[network])
    placed = PersonFactory(territory=loire)
    for reach, target in (("network", seen), ("territory", placed)):
        reader = people.user(f"people:{reach}:v")
        reader.networks.add(network)
        reader.territories.add(loire.parent)
        assert list(Person.objects.for_user(reader)) == [target]
    reader = people.user("people:assigned:v", "people:mine:v")
    followed, own = PersonFactory(assigned_to=reader), PersonFactory(user=reader)
    assert set(Person.objects.for_user(reader)) == {followed, own}


@pytest.mark.django_db
def test_reference_data_is_made_once_and_keeps_what_people_changed():
    make_all()
    from essaim.engines.accounts.api import Territory
    from essaim.engines.directory.models import ActivityKind

    assert Territory.objects.filter(kind="department", path__startswith="SN/").count() == 46
    assert Territory.objects.get(path="FR/52/44/").name == "Loire-Atlantique"
    ActivityKind.objects.filter(code="aci").update(name="Chantier d’insertion")
    before = Territory.objects.count()
    make_all()
    assert Territory.objects.count() == before
    assert ActivityKind.objects.get(code="aci").name == "Chantier d’insertion"


def test_an_organisation_is_found_by_number_or_name_before_one_is_made(admin):
    first, made = find_or_create_organisation(
        actor=admin, name="Atelier du Port", siret="35600000000048", city="Nantes"
    )
    assert made
    assert find_or_create_organisation(actor=admin, name="Autre nom", siret="356 000 000 00048") == (
        first,
        False,
    )
    assert find_or_create_organisation(actor=admin, name="ATELIER DU PORT") == (first, False)
    assert find_or_create_organisation(actor=admin, name="Atelier du Pont")[1]


def test_an_organisation_out_of_reach_is_not_found(admin, centre):
    author = people.user("organisations:mine:cv")
    other, made = find_or_create_organisation(actor=author, name="École Soleil")
    assert made
    assert other != centre


def test_a_likely_slip_in_an_address_is_shown_on_the_record(as_admin):
    person = PersonFactory(email="awa@gmial.com")
    assert "awa@gmail.com" in as_admin.get(f"/personnes/{person.pk}/").content.decode()
