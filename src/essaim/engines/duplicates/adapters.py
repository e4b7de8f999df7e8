"""Records of the directory as the matching compares them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any

from essaim.engines.directory.api import Organisation, Person

from .matching.columns import candidate
from .matching.features import Candidate, email_text, phone_digits, texts

PERSON_COLUMNS = ("pk", "first_name", "last_name", "birth_name", "birth_date", "street", "street_extra", "city",
                  "postcode", "department", "email", "phone", "mobile")  # fmt: skip
ORGANISATION_COLUMNS = ("pk", "name", "short_name", "street", "street_extra", "city", "postcode", "department",
                        "email", "phone", "mobile", "siret")  # fmt: skip


def people(
    rows: Iterable[dict[str, Any]], more: dict[int, tuple[set[str], set[str]]] | None = None
) -> list[Candidate]:
    """Candidates from dicts of `PERSON_COLUMNS`; `more`: further e-mails and phones by key."""
    return [_person(row, (more or {}).get(row["pk"], (set(), set()))) for row in rows]


def _person(row: dict[str, Any], more: tuple[set[str], set[str]]) -> Candidate:
    found = candidate(
        row["pk"],
        {
            "given": row["first_name"] or "",
            "family": row["last_name"] or "",
            "other_family": row.get("birth_name") or "",
            "birth": row.get("birth_date") or "",
            **_place(row),
        },
    )
    _reach(found, row, more)
    return found


def organisations(
    rows: Iterable[dict[str, Any]], more: dict[int, tuple[set[str], set[str]]] | None = None
) -> list[Candidate]:
    """Candidates from dicts of `ORGANISATION_COLUMNS`: the name stands as family name, the SIRET identifies."""
    result = []
    for row in rows:
        found = candidate(
            row["pk"],
            {
                "family": row["name"] or "",
                "other_family": row.get("short_name") or "",
                "identifier": row.get("siret") or "",
                **_place(row),
            },
        )
        _reach(found, row, (more or {}).get(row["pk"], (set(), set())))
        result.append(found)
    return result


def _place(row: dict[str, Any]) -> dict[str, str]:
    return {
        "street": row.get("street") or "",
        "street2": row.get("street_extra") or "",
        "city": row.get("city") or "",
        "postcode": row.get("postcode") or "",
        "region": row.get("department") or "",
    }


def _reach(found: Candidate, row: dict[str, Any], more: tuple[set[str], set[str]]) -> None:
    found.emails = texts(email_text(value) for value in {row.get("email") or "", *more[0]})
    found.phones = texts(
        phone_digits(value) for value in {row.get("phone") or "", row.get("mobile") or "", *more[1]}
    )


def further_contacts(owner: str) -> dict[int, tuple[set[str], set[str]]]:
    """The e-mails and phones of contact points, by key of their `owner` ("person" | "organisation")."""
    from essaim.engines.directory.api import ContactPoint

    found: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    rows = ContactPoint.objects.filter(**{f"{owner}__isnull": False}).values_list(f"{owner}_id", "value")
    for key, value in rows.iterator(2000):
        found[key][0 if "@" in value else 1].add(value)
    return found


def load_people() -> list[Candidate]:
    rows = Person._base_manager.values(*PERSON_COLUMNS).order_by("pk").iterator(2000)
    return people(rows, further_contacts("person"))


def load_organisations() -> list[Candidate]:
    rows = Organisation._base_manager.values(*ORGANISATION_COLUMNS).order_by("pk").iterator(2000)
    return organisations(rows, further_contacts("organisation"))


LOADERS: dict[str, Callable[[], list[Candidate]]] = {
    "people": load_people,
    "organisations": load_organisations,
}


def digest(one: Candidate, other: Candidate) -> str:
    """Changes as soon as anything compared of either record changes."""
    text = "|".join(
        f"{item.given},{item.family},{item.other_family},{item.birth},{item.number},{item.street},{item.city},"
        f"{item.postcode},{sorted(item.emails)},{sorted(item.phones)},{sorted(item.identifiers)}"
        for item in sorted((one, other), key=lambda item: item.key)
    )
    return blake2b(text.encode(), digest_size=16).hexdigest()
