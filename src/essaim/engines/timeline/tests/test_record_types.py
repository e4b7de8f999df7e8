"""Exchanges and tasks keep what every record type owes."""

from essaim.engines.directory.factories import PersonFactory
from essaim.engines.records.testing import RecordTypeSuite
from essaim.engines.timeline.factories import InteractionFactory, TaskFactory


class TestInteractions(RecordTypeSuite):
    record_type = "interactions"
    factory = InteractionFactory
    text_field = "subject"

    def form_data(self):
        return {"subject": "Appel", "kind": "call", "person": PersonFactory().pk}


class TestTasks(RecordTypeSuite):
    record_type = "tasks"
    factory = TaskFactory
    text_field = "title"

    def form_data(self):
        return {"title": "Relancer"}
