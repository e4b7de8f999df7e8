"""What people, organisations and affiliations owe as record types."""

from essaim.engines.directory.factories import AffiliationFactory, OrganisationFactory, PersonFactory
from essaim.engines.records.testing import RecordTypeSuite


class TestPeople(RecordTypeSuite):
    record_type = "people"
    factory = PersonFactory
    text_field = "job_title"

    def form_data(self):
        return {"last_name": "Sarr", "country": "SN", "status": "active"}


class TestOrganisations(RecordTypeSuite):
    record_type = "organisations"
    factory = OrganisationFactory
    text_field = "short_name"

    def form_data(self):
        return {"name": "École Soleil", "country": "SN", "status": "active"}


class TestAffiliations(RecordTypeSuite):
    record_type = "affiliations"
    factory = AffiliationFactory
    text_field = "service"

    def form_data(self):
        return {"person": PersonFactory().pk, "organisation": OrganisationFactory().pk}
