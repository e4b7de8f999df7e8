"""What people, organisations and affiliations owe to the API and to search."""

from essaim.engines.directory.factories import AffiliationFactory, OrganisationFactory, PersonFactory
from essaim.engines.records.testing_api import ApiSuite
from essaim.engines.search.testing import SearchSuite


class TestPeople(ApiSuite, SearchSuite):
    record_type = "people"
    factory = PersonFactory

    def api_data(self):
        return {"first_name": "Awa", "last_name": "Sarr"}


class TestOrganisations(ApiSuite, SearchSuite):
    record_type = "organisations"
    factory = OrganisationFactory

    def api_data(self):
        return {"name": "Maison des associations"}


class TestAffiliations(ApiSuite):
    record_type = "affiliations"
    factory = AffiliationFactory

    def api_data(self):
        person, organisation = PersonFactory(), OrganisationFactory()
        return {"person": person.pk, "organisation": organisation.pk}
