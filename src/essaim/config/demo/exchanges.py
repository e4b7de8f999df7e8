"""What was said and what is to be done in the invented world: two years of exchanges, tasks around today."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from essaim.engines.directory.api import Consent, Person
from essaim.engines.records.api import record_types
from essaim.engines.search.api import reindex
from essaim.engines.timeline.factories import bulk_interactions, bulk_tasks

from .sentences import EXCHANGES, TASKS

WRITERS = {
    "soleil": ("directrice", "administrative", "pedagogique", "relations", "formateur"),
    "horizon": ("animatrice", "conseillere"),
    "coopsol": ("animatrice",),
    "ateliers44": ("animatrice", "benevole"),
    "passerelles": ("suivi",),
    "appuiloire": ("mission", "consultant"),
}


def build(make: Any) -> None:
    records = [*make.world.shelf["people"], *make.world.shelf["organisations"]]
    networks = _networks_of(records)
    exchanges = bulk_interactions(list(_exchanges(make, records, networks)))
    tasks = bulk_tasks(list(_tasks(make, records, networks)))
    reindex(record_types.get("interactions"), [item.pk for item in exchanges])
    reindex(record_types.get("tasks"), [item.pk for item in tasks])
    _consents(make, make.world.shelf["people"])


def _networks_of(records: list[Any]) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = {}
    for model in {type(record) for record in records}:
        for pk, code in model.networks.through.objects.values_list(
            f"{model._meta.model_name}_id", "network__code"
        ):
            found.setdefault((model._meta.model_name, pk), []).append(code)
    return found


def _writer(make: Any, codes: list[str]) -> Any:
    return make.world.users[make.random.choice(WRITERS[make.random.choice(codes)])]


def _exchanges(make: Any, records: list[Any], networks: dict) -> Any:
    for record in records:
        codes = networks.get((record._meta.model_name, record.pk))
        if not codes:
            continue
        for _rank in range(make.random.choice((0, 1, 1, 2, 3, 5))):
            kind, subject, body, outcome = make.random.choice(EXCHANGES)
            at = make.world.moment(
                -make.random.randint(1, 720),
                make.random.randint(8, 18),
                make.random.choice((0, 10, 20, 30, 45)),
            )
            yield {
                "record": record, "kind": kind, "subject": subject, "body": body, "outcome": outcome, "at": at,
                "author": _writer(make, codes), "minutes": _minutes(make, kind),
                "direction": make.random.choice(("in", "out")) if kind in {"call", "mail"} else "",
            }  # fmt: skip


def _minutes(make: Any, kind: str) -> int | None:
    if kind == "call":
        return make.random.choice((5, 10, 15, 20))
    return 60 if kind in {"meeting", "visit"} else None


def _tasks(make: Any, records: list[Any], networks: dict) -> Any:
    """Most are ahead, some are late, some are done; every account finds a few."""
    chosen = [record for record in records if networks.get((record._meta.model_name, record.pk))]
    for record in make.random.sample(chosen, 150):
        codes = networks[(record._meta.model_name, record.pk)]
        offset = make.random.choice((-12, -5, -2, -1, 0, 0, 0, 1, 1, 2, 3, 5, 6, 9, 14, 25))
        day = make.world.workday(offset) if offset > 0 else make.world.day(offset)
        done = offset < -1 and make.random.random() < 0.6
        yield {
            "record": record, "title": make.random.choice(TASKS), "due_date": day,
            "assigned_to": _writer(make, codes), "priority": make.random.choice("1222223"),
            "status": "done" if done else "open", "done_at": make.world.moment(offset, 16) if done else None,
        }  # fmt: skip


def _consents(make: Any, people: list[Person]) -> None:
    rows = []
    for person in people:
        said = make.past(20, 600)
        for channel in make.random.sample(
            ("email", "sms", "phone", "letter"), make.random.choice((0, 1, 2, 3))
        ):
            given = make.random.random() < 0.85
            rows.append(_consent(person, channel, given, said, "form" if channel == "email" else "paper"))
            if given and make.random.random() < 0.06:
                rows.append(_consent(person, channel, False, said + timedelta(days=15), "unsubscribe"))
    Consent.objects.bulk_create(rows, batch_size=500)


def _consent(person: Person, channel: str, given: bool, said_on: Any, source: str) -> Consent:
    proof = (
        "Case cochée sur le formulaire d’inscription."
        if source == "form"
        else "Fiche de renseignements signée."
    )
    if source == "unsubscribe":
        proof = "Clic sur « Me désinscrire » au bas d’un message."
    return Consent(person=person, channel=channel, given=given, said_on=said_on, source=source, proof=proof)
