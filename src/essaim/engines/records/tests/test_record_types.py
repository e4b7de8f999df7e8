"""The suite every record type owes, on the sample ones."""

from essaim.engines.records.testing import RecordTypeSuite
from tests.samples.models import Dossier, Place, Visit


def make_dossier(**fields) -> Dossier:
    return Dossier.objects.create(**{"last_name": "Diop", **fields})


class TestDossiers(RecordTypeSuite):
    record_type = "dossiers"
    factory = staticmethod(make_dossier)

    def form_data(self):
        return {"last_name": "Sarr"}


class TestPlaces(RecordTypeSuite):
    record_type = "places"
    factory = staticmethod(lambda **fields: Place.objects.create(**{"name": "Maison", **fields}))

    def form_data(self):
        return {"name": "Maison"}


class TestVisits(RecordTypeSuite):
    record_type = "visits"

    @staticmethod
    def factory(**fields):
        return Visit.objects.create(**{"dossier": make_dossier(), "subject": "Une", **fields})

    def form_data(self):
        return {"subject": "Une", "dossier": make_dossier().pk}
