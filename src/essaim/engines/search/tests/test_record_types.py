from __future__ import annotations

from essaim.engines.search.testing import SearchSuite
from tests.samples.models import Dossier, Place, Visit


class TestDossiers(SearchSuite):
    record_type = "dossiers"

    def factory(**fields):
        return Dossier.objects.create(first_name="Fatou", last_name="Sarr", **fields)


class TestPlaces(SearchSuite):
    record_type = "places"

    def factory(**fields):
        return Place.objects.create(name="Maison des associations", **fields)


class TestVisits(SearchSuite):
    record_type = "visits"

    def factory(**fields):
        return Visit.objects.create(
            subject="Entretien", dossier=Dossier.objects.create(last_name="Sarr"), **fields
        )
