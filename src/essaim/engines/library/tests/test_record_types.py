"""What documents and collections owe as record types."""

from essaim.engines.library.factories import CollectionFactory, DocumentFactory
from essaim.engines.records.testing import RecordTypeSuite
from essaim.engines.records.testing_api import ApiSuite
from essaim.engines.search.testing import SearchSuite


class TestDocuments(RecordTypeSuite):
    record_type = "documents"
    factory = DocumentFactory
    text_field = "title"

    def form_data(self):
        return {"title": "Charte du réseau", "link": "https://example.org/charte"}


class TestCollections(RecordTypeSuite):
    record_type = "collections"
    factory = CollectionFactory
    text_field = "name"

    def form_data(self):
        return {"name": "Textes de référence", "order": "10"}


class TestDocumentsElsewhere(ApiSuite, SearchSuite):
    record_type = "documents"
    factory = DocumentFactory

    def api_data(self):
        return {"title": "Charte du réseau", "link": "https://example.org/charte"}


class TestCollectionsApi(ApiSuite):
    record_type = "collections"
    factory = CollectionFactory

    def api_data(self):
        return {"name": "Textes de référence", "order": 10}
