"""The school database as plain data. Records name one another by rank in their list; money in euros."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass
class Sheet:
    """A customer or prospect. `site`: rank of the dealership; `seller`: key of who follows them."""

    kind: str
    situation: str
    site: int
    seller: str
    since: date
    civility: str = ""
    first_name: str = ""
    last_name: str = ""
    birth_date: date | None = None
    profession: str = ""
    company: str = ""
    trade_name: str = ""
    siret: str = ""
    naf: str = ""
    legal_form: str = ""
    fleet: str = ""
    parent: int | None = None
    contacts: list[tuple[str, str, str, str, str]] = field(
        default_factory=list
    )  # civility, first, last, job, mobile
    number: str = ""
    street: str = ""
    extra: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    source: str = ""
    consents: tuple[str, ...] = ()
    wanted: str = ""
    project: str = ""
    expectation: str = ""
    household: int | None = None
    interests: str = ""
    daily_km: int | None = None
    next_contact: date | None = None
    next_title: str = ""

    @property
    def name(self) -> str:
        return self.company or f"{self.first_name} {self.last_name}"


@dataclass
class Car:
    """`owner`: rank of a sheet, or None for an orphan."""

    owner: int | None
    make: str
    model: str
    finish: str
    energy: str
    registration: str
    vin: str
    registered: date
    condition: str = ""
    purchased: date | None = None
    usage: str = ""
    financing: str = ""
    financed_on: date | None = None
    amount: int | None = None
    months: int | None = None
    in_use: bool = True
    yearly: int = 12_000
    start_km: int = 0
    price: int = 0


@dataclass
class Line:
    kind: str
    label: str
    reference: str
    quantity: Decimal
    price: Decimal
    vat: Decimal = Decimal(20)

    @property
    def total(self) -> Decimal:
        net = (self.quantity * self.price).quantize(Decimal("0.01"))
        return (net * (1 + self.vat / 100)).quantize(Decimal("0.01"))


@dataclass
class Bill:
    sheet: int
    car: int | None
    kind: str
    day: date
    seller: str
    lines: list[Line]
    condition: str = ""
    work: str = ""
    mileage: int | None = None
    number: str = ""

    @property
    def total(self) -> Decimal:
        return sum((line.total for line in self.lines), Decimal(0))


@dataclass
class Exchange:
    """Something said or sent. `purpose`: prospecting | sale | delivery | service | campaign."""

    sheet: int
    day: date
    hour: int
    kind: str
    subject: str
    author: str
    purpose: str
    direction: str = "out"
    outcome: str = ""
    body: str = ""


@dataclass
class Sale:
    sheet: int
    condition: str
    wanted: str
    energy: str
    stage: str
    amount: int
    opened: date
    expected: date | None
    closed: date | None
    seller: str
    lost_because: str = ""


@dataclass
class Ask:
    """A trial or a trade-in asked for."""

    sheet: int
    kind: str
    day: date
    status: str
    seller: str
    planned: date | None = None
    hour: int = 10
    wanted: str = ""
    car: int | None = None
    mileage: int | None = None
    estimate: int | None = None
    offer: int | None = None


@dataclass
class NewLead:
    first_name: str
    last_name: str
    email: str
    phone: str
    kind: str
    minutes_ago: int
    wanted: str
    message: str
    site: int
    postcode: str
    city: str
    status: str
    seller: str = ""


@dataclass(frozen=True)
class Anomaly:
    """A fault planted on purpose. `sheets`: customer numbers, `cars`: registrations; for the teacher only."""

    code: str
    label: str
    sheets: tuple[int, ...]
    found: str
    remedy: str
    cars: tuple[int, ...] = ()


@dataclass
class School:
    today: date
    sheets: list[Sheet] = field(default_factory=list)
    cars: list[Car] = field(default_factory=list)
    bills: list[Bill] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    leads: list[NewLead] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)
