"""What forms owe to the API."""

from essaim.engines.forms.factories import FormFactory
from essaim.engines.records.testing_api import ApiSuite


class TestFormsApi(ApiSuite):
    record_type = "forms"
    factory = FormFactory

    def api_data(self):
        return {"title": "Candidature"}
