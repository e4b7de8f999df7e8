"""What the record types of the dealership owe, to pages, API and search."""

from essaim.engines.records.testing import RecordTypeSuite
from essaim.engines.records.testing_api import ApiSuite
from essaim.engines.search.testing import SearchSuite
from essaim.modules.dealership import factories


class TestCustomers(RecordTypeSuite):
    record_type = "customers"
    factory = factories.CustomerFactory
    text_field = "interests"

    def form_data(self):
        return {"kind": "private", "last_name": "Renaud"}


class TestVehicles(RecordTypeSuite):
    record_type = "vehicles"
    factory = factories.VehicleFactory
    text_field = "finish"

    def form_data(self):
        return {"make": "Peugeot", "model": "208", "in_use": "on"}


class TestInvoices(RecordTypeSuite):
    record_type = "invoices"
    factory = factories.InvoiceFactory
    text_field = "notes"

    def form_data(self):
        customer = factories.CustomerFactory()
        return {
            "kind": "service",
            "customer": customer.pk,
            "issued_on": "2026-03-02",
            "net": "10",
            "total": "12",
        }


class TestInvoiceLines(RecordTypeSuite):
    record_type = "invoice-lines"
    factory = factories.InvoiceLineFactory
    text_field = "reference"

    def form_data(self):
        invoice = factories.InvoiceFactory()
        return {
            "invoice": invoice.pk,
            "label": "Vidange",
            "kind": "package",
            "quantity": "1",
            "price": "90",
            "vat": "20",
        }


class TestMileageReadings(RecordTypeSuite):
    record_type = "mileage-readings"
    factory = factories.MileageReadingFactory
    text_field = "note"

    def form_data(self):
        return {"vehicle": factories.VehicleFactory().pk, "read_on": "2026-03-02", "mileage": "42000"}


class TestLeads(RecordTypeSuite):
    record_type = "leads"
    factory = factories.LeadFactory
    text_field = "wanted"

    def form_data(self):
        return {"last_name": "Renaud", "kind": "test-drive", "status": "new", "issued_at": "2026-03-02T10:00"}


class TestOpportunities(RecordTypeSuite):
    record_type = "opportunities"
    factory = factories.OpportunityFactory
    text_field = "lost_because"

    def form_data(self):
        customer = factories.CustomerFactory()
        return {"customer": customer.pk, "wanted": "Zoé", "condition": "new", "stage": "1-discovery"}


class TestVehicleRequests(RecordTypeSuite):
    record_type = "vehicle-requests"
    factory = factories.VehicleRequestFactory
    text_field = "notes"

    def form_data(self):
        customer = factories.CustomerFactory()
        return {"kind": "test-drive", "customer": customer.pk, "asked_on": "2026-03-02", "status": "open"}


class TestCustomersApi(ApiSuite, SearchSuite):
    record_type = "customers"
    factory = factories.CustomerFactory

    def api_data(self):
        return {"last_name": "Renaud", "city": "Nantes", "consents": ["sms", "email"]}


class TestVehiclesApi(ApiSuite, SearchSuite):
    record_type = "vehicles"
    factory = factories.VehicleFactory

    def api_data(self):
        return {"make": "Peugeot", "model": "208", "vin": "VF3CCHMZ6GT000001"}


class TestInvoicesApi(ApiSuite, SearchSuite):
    record_type = "invoices"
    factory = factories.InvoiceFactory

    def api_data(self):
        return {"kind": "parts", "customer": factories.CustomerFactory().pk, "issued_on": "2026-03-02"}


class TestInvoiceLinesApi(ApiSuite):
    record_type = "invoice-lines"
    factory = factories.InvoiceLineFactory

    def api_data(self):
        invoice = factories.InvoiceFactory()
        return {"invoice": invoice.pk, "label": "Vidange", "quantity": "1", "price": "90", "vat": "20"}


class TestMileageReadingsApi(ApiSuite):
    record_type = "mileage-readings"
    factory = factories.MileageReadingFactory

    def api_data(self):
        return {"vehicle": factories.VehicleFactory().pk, "read_on": "2026-03-02", "mileage": 42_000}


class TestLeadsApi(ApiSuite, SearchSuite):
    record_type = "leads"
    factory = factories.LeadFactory

    def api_data(self):
        return {"last_name": "Renaud", "kind": "quote"}


class TestOpportunitiesApi(ApiSuite, SearchSuite):
    record_type = "opportunities"
    factory = factories.OpportunityFactory

    def api_data(self):
        return {"customer": factories.CustomerFactory().pk, "wanted": "Zoé"}


class TestVehicleRequestsApi(ApiSuite, SearchSuite):
    record_type = "vehicle-requests"
    factory = factories.VehicleRequestFactory

    def api_data(self):
        return {"customer": factories.CustomerFactory().pk, "asked_on": "2026-03-02"}
