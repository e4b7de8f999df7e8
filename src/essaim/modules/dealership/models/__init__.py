from .customer import Customer
from .invoice import Invoice, InvoiceLine
from .lead import Lead
from .mileage import MileageReading
from .opportunity import Opportunity
from .request import VehicleRequest
from .vehicle import Vehicle

__all__ = [
    "Customer",
    "Invoice",
    "InvoiceLine",
    "Lead",
    "MileageReading",
    "Opportunity",
    "Vehicle",
    "VehicleRequest",
]
