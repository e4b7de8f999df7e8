"""What events and bookable things owe as record types."""

from essaim.engines.agenda.factories import EventFactory, ResourceFactory
from essaim.engines.records.testing import RecordTypeSuite


class TestEvents(RecordTypeSuite):
    record_type = "events"
    factory = EventFactory
    text_field = "title"

    def form_data(self):
        return {
            "title": "Réunion d’équipe",
            "start": "2026-12-01T10:00",
            "end": "2026-12-01T11:00",
            "zone": "Europe/Paris",
            "repeat": "none",
            "every": "1",
        }


class TestBookables(RecordTypeSuite):
    record_type = "bookables"
    factory = ResourceFactory
    text_field = "name"

    def form_data(self):
        return {"name": "Salle Soleil", "kind": "room"}
