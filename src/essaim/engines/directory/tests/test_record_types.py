"""People, organisations and affiliations keep what every record type owes."""

from essaim.engines.directory.factories import AffiliationFactory, OrganisationFactory, PersonFactory
from essaim.engines.records.testing import RecordTypeSuite


class TestPeople(RecordTypeSuite):
    record_type = "people"
    factory = PersonFactory
    text_field = "job_title"

    def form_data(self):
        return {"last_name": "Sarr"}


class TestOrganisations(RecordTypeSuite):
    record_type = "organisations"
    factory = OrganisationFactory
    text_field = "legal_form"

    def form_data(self):
        return {"name": "Atelier des Lilas"}


class TestAffiliations(RecordTypeSuite):
    record_type = "affiliations"
    factory = AffiliationFactory
    text_field = "position"

    def form_data(self):
        return {"person": PersonFactory().pk, "organisation": OrganisationFactory().pk}
