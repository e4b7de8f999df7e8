"""Communes, départements, regions and positions are found without the network."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.engines.directory import gazetteer, places


@pytest.mark.parametrize(
    ("postcode", "city", "country", "code", "department", "region"),
    [
        ("44000", "NANTES", "FR", "44109", "44", "52"),
        ("44042", "NANTES CEDEX 1", "FR", "44109", "44", "52"),
        ("44800", "St Herblain", "FR", "44162", "44", "52"),
        ("01700", "ST MAURICE DE BEYNOST", "FR", "01376", "01", "84"),
        ("72200", "FLECHE", "FR", "72154", "72", "52"),
        ("75011", "Paris 11e", "FR", "75111", "75", "11"),
        ("69003", "Lyon 3ème arrondissement", "FR", "69383", "69", "84"),
        ("", "Bordeaux", "FR", "33063", "33", "75"),
        ("20000", "Ajacio", "FR", "2A004", "2A", "94"),
        ("97400", "Saint Denis", "FR", "97411", "974", "04"),
        ("37000", "", "FR", "37261", "37", "24"),
        ("", "Thies", "SN", "SN-thies", "TH-THIES", "TH"),
        ("", "M'bour", "SN", "SN-mbour", "TH-MBOUR", "TH"),
        ("BP 45", "Ziguinchor", "SN", "SN-ziguinchor", "ZG-ZIGUINCHOR", "ZG"),
    ],
)
def test_an_address_is_located(postcode, city, country, code, department, region):
    place = places.locate(postcode, city, country)
    assert (place.commune_code, place.department, place.region) == (code, department, region)
    assert place.latitude is not None


def test_positions_are_those_of_the_town():
    nantes = places.locate("44000", "Nantes")
    assert (round(nantes.latitude, 1), round(nantes.longitude, 1)) == (47.2, -1.6)


@pytest.mark.parametrize(
    ("postcode", "city", "country"),
    [
        ("", "Saint-Denis", "FR"),
        ("44000", "Marseille", "FR"),
        ("", "", "FR"),
        ("1204", "Genève", "CH"),
        ("99999", "Nulle-Part", "FR"),
    ],
)
def test_nothing_is_said_when_nothing_is_sure(postcode, city, country):
    assert places.locate(postcode, city, country) is None


def test_an_unknown_town_still_gives_its_departement():
    assert places.department_of("44999") == "44"
    assert places.department_of("20600") == "2B"
    assert places.department_of("97480") == "974"
    assert places.region_of("44") == "52"
    assert places.region_of("TH-THIES", "SN") == "TH"


def test_towns_are_proposed_from_a_postcode_or_the_beginning_of_a_name():
    assert ("Saint-Herblain", "44800") in [(place.city, place.postcode) for place in places.suggest("4480")]
    assert places.suggest("nant")[0].city == "Nantes"
    assert places.suggest("thi", "SN")[0].city == "Thiès"
    assert places.suggest("x") == []


def test_senegal_has_its_fourteen_regions_and_forty_six_departements():
    areas = [area for area in gazetteer.areas() if area[0] == "SN"]
    assert sum(kind == "region" for _country, kind, *_rest in areas) == 14
    assert sum(kind == "department" for _country, kind, *_rest in areas) == 46


@settings(max_examples=50)
@given(st.text(max_size=20), st.text(max_size=40), st.sampled_from(("FR", "SN", "")))
def test_any_address_is_looked_up_without_failing(postcode, city, country):
    found = places.locate(postcode, city, country)
    assert found is None or found.commune_code
