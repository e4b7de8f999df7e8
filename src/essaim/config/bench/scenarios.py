"""What is asked of Essaim, and the bars it must stay under."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

PIECES = ("gnon", "belra", "marti", "quet", "sousa", "n’di", "villa", "corne")
NAMES = (
    "Thomas Bellard",
    "aminata",
    "Delsaron",
    "kerlogno",
    "Garnier",
    "N’Dimaré",
    "Solène Vergatier",
    "Tatidou",
)


def nested() -> dict[str, object]:
    """Three conditions inside one another, over people's organisations and positions."""
    in_a_workshop = {"field": "name", "op": "contains", "value": "atelier"}
    runs_one = {
        "field": "affiliations",
        "op": "some",
        "where": {
            "all": [
                {"field": "position", "op": "contains", "value": "direct"},
                {"field": "organisation", "op": "where", "where": in_a_workshop},
            ]
        },
    }
    nearby = {"any": [{"field": "city", "op": "is", "value": city} for city in ("Nantes", "Angers", "Laval")]}
    return {"all": [nearby, runs_one, {"not": {"field": "email", "op": "empty"}}]}


@dataclass(frozen=True)
class Scenario:
    """Pages asked in turn. `bar`: milliseconds the median may take; `rate`: pages a second with 16 clients;
    `session`: who asks, an administrator or ("network_session") somebody who sees one network."""

    name: str
    paths: tuple[str, ...]
    bar: float
    rate: float = 0.0
    beside_bare: bool = False
    parts: bool = False
    session: str = "session"


def months(scope: str) -> tuple[str, ...]:
    """The six weeks that a calendar asks for a month, last month, this one and the next."""
    first = date.today().replace(day=1)  # noqa: DTZ011
    starts = [first - timedelta(days=31), first, first + timedelta(days=31)]
    return tuple(
        f"/agenda/dates.json?{urlencode({'debut': start, 'fin': start + timedelta(days=42), 'qui': scope})}"
        for start in starts
    )


def scenarios(people: int) -> list[Scenario]:
    last_page = min(1000, people // 50)
    filters = tuple(f"/personnes/?{urlencode({'q': piece})}" for piece in PIECES)
    deep = tuple(f"/personnes/?page={last_page - step}" for step in range(8))
    details = tuple(f"/personnes/{1 + step * (people // 16)}/" for step in range(16))
    search = tuple(f"/recherche/?{urlencode({'q': name})}" for name in NAMES)
    return [
        Scenario("list", ("/personnes/",), 25, rate=80, beside_bare=True),
        Scenario("filter", filters, 30),
        Scenario("page_1000", deep, 30),
        Scenario("nested", (f"/personnes/?{urlencode({'f': json.dumps(nested())})}",), 100),
        Scenario("detail", details, 30),
        Scenario("search", search, 30),
        Scenario("agenda_page", ("/agenda/",), 40),
        Scenario("agenda_month", months("moi"), 40),
        Scenario("agenda_month_all", months("tous"), 40),
        Scenario("agenda_month_network", months("tous"), 40, session="network_session"),
        Scenario("agenda_list", ("/agenda/?vue=liste&qui=tous",), 40),
    ]
