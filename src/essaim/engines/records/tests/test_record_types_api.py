from __future__ import annotations

from essaim.engines.records.testing_api import ApiSuite
from tests.samples.models import Dossier, Place, Visit


class TestDossiersApi(ApiSuite):
    record_type = "dossiers"

    def factory(**fields):
        return Dossier.objects.create(**{"last_name": "Sarr", **fields})

    def api_data(self):
        return {"last_name": "Sarr"}


class TestPlacesApi(ApiSuite):
    record_type = "places"

    def factory(**fields):
        return Place.objects.create(**{"name": "Maison", **fields})

    def api_data(self):
        return {"name": "Maison"}


class TestVisitsApi(ApiSuite):
    record_type = "visits"

    def factory(**fields):
        dossier = Dossier.objects.create(last_name="Sarr")
        return Visit.objects.create(**{"subject": "Visite", "dossier": dossier, **fields})

    def api_data(self):
        return {"subject": "Visite", "dossier": Dossier.objects.create(last_name="Sarr").pk}
