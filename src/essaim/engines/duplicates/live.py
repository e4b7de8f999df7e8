"""While somebody is typed in: who resembles them, within 100 ms."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Q, QuerySet

from essaim.engines.records.api import CreationCheck, Likeness, RecordType, base_queryset, creation_checks
from essaim.kit.text import sort_key

from . import adapters
from .matching.features import Candidate
from .matching.scan import score
from .matching.weights import Weights, fit
from .matching.wording import sentences

MOST, LEAST_BITS = 150, 2.0
COLUMNS = {"people": adapters.PERSON_COLUMNS, "organisations": adapters.ORGANISATION_COLUMNS}
ADAPT = {"people": adapters.people, "organisations": adapters.organisations}


def find(user: Any, record_type: RecordType, values: dict[str, Any]) -> list[Likeness]:
    """The records `user` may see that resemble the values typed, best first, at most five."""
    columns = COLUMNS[record_type.name]
    typed = ADAPT[record_type.name]([{**dict.fromkeys(columns), **_columns(values, columns), "pk": 0}])[0]
    visible = base_queryset(user, record_type).order_by()
    keys: set[int] = set()
    for condition in _conditions(record_type.name, values, typed):
        keys.update(visible.filter(condition).values_list("pk", flat=True)[:MOST])
    known = ADAPT[record_type.name](visible.filter(pk__in=keys).values(*columns))
    weights = _weights()
    scored = sorted((score(typed, other, weights) for other in known), key=lambda pair: -pair.score)
    best = [pair for pair in scored if pair.score >= LEAST_BITS][:5]
    labels = _labels(visible, [pair.other.key for pair in best])
    return [
        Likeness(
            pair.other.key,
            labels[pair.other.key],
            " ; ".join(sentences(pair)[:3]),
            1 - 2 ** -max(pair.score, 0.1),
        )
        for pair in best
    ]


def _columns(values: dict[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    return {name: values[name] for name in columns if name in values}


def _conditions(type_name: str, values: dict[str, Any], typed: Candidate) -> list[Q]:
    """Each is served by an index: same e-mail, same phone, name that begins alike, either way round."""
    found = [Q(email__iexact=mail) for mail in (values.get("email"),) if mail]
    phones = [values[name] for name in ("mobile", "phone") if values.get(name)]
    if phones:
        found.append(Q(mobile__in=phones) | Q(phone__in=phones))
    if type_name == "organisations" and values.get("siret"):
        found.append(Q(siret=values["siret"]))
    names = [values.get("last_name"), values.get("first_name"), values.get("name"), values.get("birth_name")]
    for name in filter(None, names):
        key = sort_key(str(name))
        found.append(Q(sort_name__startswith=key[: max(3, len(key) - 2)]))
        if len(key) >= 3:
            found.append(Q(filter_text__holds=key.split(" ")[0]))
    return found


def _weights() -> Weights:
    """Priors only: what a page needs at once does not wait for the base to be measured."""
    return fit([], Counter())


def _labels(visible: QuerySet, keys: list[int]) -> dict[int, str]:
    return dict(visible.filter(pk__in=keys).values_list("pk", "display"))


creation_checks.declare(CreationCheck("duplicates", find, ("people", "organisations")))
