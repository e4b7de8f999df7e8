"""What exchanges and tasks owe to the API and to search."""

from essaim.engines.records.testing_api import ApiSuite
from essaim.engines.search.testing import SearchSuite
from essaim.engines.timeline.factories import InteractionFactory, TaskFactory


class TestInteractions(ApiSuite, SearchSuite):
    record_type = "interactions"
    factory = InteractionFactory

    def api_data(self):
        return {"subject": "Premier contact", "kind": "call", "at": "2026-11-02T10:00:00+01:00"}


class TestTasks(ApiSuite, SearchSuite):
    record_type = "tasks"
    factory = TaskFactory

    def api_data(self):
        return {"title": "Rappeler", "status": "open", "priority": 2}
