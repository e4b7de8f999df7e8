"""What exchanges and tasks owe as record types."""

from essaim.engines.records.testing import RecordTypeSuite
from essaim.engines.timeline.factories import InteractionFactory, TaskFactory


class TestInteractions(RecordTypeSuite):
    record_type = "interactions"
    factory = InteractionFactory
    text_field = "subject"

    def form_data(self):
        return {"subject": "Premier contact", "kind": "call", "at": "2026-11-02T10:00"}


class TestTasks(RecordTypeSuite):
    record_type = "tasks"
    factory = TaskFactory
    text_field = "title"

    def form_data(self):
        return {"title": "Rappeler", "status": "open", "priority": "2"}
