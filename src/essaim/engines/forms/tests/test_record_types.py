"""What forms owe as a record type."""

from essaim.engines.forms.factories import FormFactory
from essaim.engines.records.testing import RecordTypeSuite


class TestForms(RecordTypeSuite):
    record_type = "forms"
    factory = FormFactory
    text_field = "title"

    def form_data(self):
        return {"title": "Candidature", "access": "public", "language": "fr", "reminders_most": "2"}
